/** Services with their real analysis processes, as a window has them, and what a test of the switch asks of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import type { AnalysisProcess } from '#electron/analysis/analysis-process.ts';
import { forkAnalysis } from '#electron/analysis/fork-analysis.ts';
import { createServices } from '#electron/services/create-services.ts';
import type { Channel, EventName, Events, Reply } from '#shared/ipc/contract.ts';
import { windowPlatform } from '#test/electron/services/window-platform.ts';

export type Value<C extends Channel> = Extract<Reply<C>, { ok: true }>['value'];

export function startWindow() {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'um-redaction-'));
  const children: AnalysisProcess[] = [];
  const events: { readonly name: EventName; readonly payload: unknown }[] = [];
  const services = createServices(
    windowPlatform(path.join(dir, 'config'), {
      spawnAnalysis: () => {
        const child = forkAnalysis();
        children.push(child);
        return child;
      },
      emit: (name, payload) => events.push({ name, payload }),
    }),
  );
  const { handlers } = services;
  const stateOf = async (sourceId: string) =>
    replied(await handlers['redaction.state'](null)).sources.find((s) => s.sourceId === sourceId)?.state;
  return {
    handlers,
    children,
    events,
    stateOf,
    openDemo: async () => replied(await handlers['sources.openDemo'](null)).sourceId,
    turn: (on: boolean) => handlers['redaction.switch']({ on, turn: crypto.randomUUID() }),
    ready: (sourceId: string) => expect.poll(() => stateOf(sourceId), { timeout: 20_000 }).toBe('ready'),
    last: <E extends EventName>(name: E) => events.findLast((e) => e.name === name)?.payload as Events[E],
    async close() {
      await services.close();
      rmSync(dir, { recursive: true });
    },
  };
}
export type TestWindow = ReturnType<typeof startWindow>;

export function replied<T>(
  reply: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

export function bytesOf(saved: { readonly savedAs: string } | { readonly bytes: Uint8Array } | null): Buffer {
  if (saved === null || !('bytes' in saved)) throw new Error('not saved');
  return Buffer.from(saved.bytes);
}

/** Every name of the engineer's list. */
export async function namesOf({ handlers }: TestWindow, sourceId: string): Promise<readonly string[]> {
  replied(await handlers['redaction.preview']({ sourceId }));
  const names: string[] = [];
  for (let offset = 0; ; offset += 500) {
    const asked = { sourceId, class: null, filter: '', sort: null, offset, limit: 500 };
    const { rows, total } = replied(await handlers['redaction.tokens'](asked));
    names.push(...rows.map((row) => row.token));
    if (names.length >= total) return names;
  }
}

/** Everything that may be asked of a source, as one text. */
export async function allAnswers({ handlers: q }: TestWindow, sourceId: string): Promise<string> {
  const rows = { sourceId, filter: '', sort: null, offset: 0, limit: 500 };
  const of = { sourceId, focus: null, expanded: [] };
  const findings = await q['query.findings']({ sourceId });
  const ids = findings.ok ? findings.value.flatMap((i) => (i.type === 'finding' ? [i.finding.id] : [])) : [];
  const answers = [
    findings,
    await q['sources.list'](null),
    await q['query.summary']({ sourceId }),
    await q['query.outcomes']({ sourceId }),
    await q['query.namespaceFigure'](of),
    await q['query.deviceMap']({ ...of, onlyTrouble: false }),
    await q['query.layers'](of),
    ...(await Promise.all(
      (
        [
          'query.mounts',
          'query.processes',
          'query.namespaces',
          'query.pools',
          'query.thinDevices',
          'query.storedImages',
          'query.storedLayers',
          'query.overlays',
          'query.evidenceList',
        ] as const
      ).map((name) => q[name](rows)),
    )),
    await q['query.ledger']({ sourceId }),
    ...(await Promise.all(ids.map((findingId) => q['query.finding']({ sourceId, findingId })))),
    ...(await Promise.all(ids.map((findingId) => q['export.finding']({ sourceId, findingId, format: 'markdown' })))),
  ];
  const files = [
    await q['export.report']({ sourceId, format: 'md' }),
    await q['export.report']({ sourceId, format: 'json' }),
    await q['export.figure']({ ...of, theme: 'dark', format: 'svg' }),
  ].map((reply) => (reply.ok ? bytesOf(reply.value).toString() : JSON.stringify(reply)));
  return [...answers.map((a) => JSON.stringify(a)), ...files]
    .join('\n')
    .replaceAll(/ d="[^"]*"|url\(["']?data:font[^)]*\)/g, '');
}
