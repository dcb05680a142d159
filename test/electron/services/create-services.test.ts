/** The services with their real analysis process, on the demo; what hosted mode and the window both get. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnalysisProcess } from '#electron/analysis/analysis-process.ts';
import { forkAnalysis } from '#electron/analysis/fork-analysis.ts';
import { createServices, type Services } from '#electron/services/create-services.ts';
import { ok } from '#shared/base/result.ts';
import type { EventName } from '#shared/ipc/contract.ts';
import { windowPlatform } from '#test/electron/services/window-platform.ts';

let dir: string;
let services: Services;
let children: AnalysisProcess[];
let events: { readonly name: EventName; readonly payload: unknown }[];
let chosen: string | null;

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'um-services-'));
  children = [];
  events = [];
  chosen = null;
  services = createServices(
    windowPlatform(path.join(dir, 'config'), {
      spawnAnalysis: () => {
        const child = forkAnalysis();
        children.push(child);
        return child;
      },
      emit: (name, payload) => events.push({ name, payload }),
      chooseFile: async () => ok(chosen),
    }),
  );
});
afterEach(async () => {
  await services.close();
  rmSync(dir, { recursive: true });
});

async function openDemo(): Promise<string> {
  const opened = await services.handlers['sources.openDemo'](null);
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value.sourceId;
}

async function savedBundle(sourceId: string): Promise<Uint8Array> {
  const saved = await services.handlers['sources.save']({ sourceId });
  if (!saved.ok || saved.value === null || !('bytes' in saved.value)) throw new Error('not saved');
  return saved.value.bytes;
}

const summaryOf = (sourceId: string) => services.handlers['query.summary']({ sourceId });

describe('a source', () => {
  it('is listed and announced when it opens, and answers no more when it is closed', async () => {
    const sourceId = await openDemo();
    expect(await services.handlers['sources.list'](null)).toMatchObject({ value: [{ sourceId, kind: 'demo' }] });
    const changes = events.filter((e) => e.name === 'source.changed');
    expect(changes).toEqual([{ name: 'source.changed', payload: { sourceId, generation: 1, complete: true } }]);
    expect(await summaryOf(sourceId)).toMatchObject({ ok: true });
    await services.handlers['sources.close']({ sourceId });
    expect(await summaryOf(sourceId)).toEqual({ ok: false, error: { kind: 'no-such-source', sourceId } });
  });

  it('saved as a bundle and sent back in chunks gives the same evidence, and leaves no file behind', async () => {
    const sourceId = await openDemo();
    const bundle = await savedBundle(sourceId);
    const before = readdirSync(os.tmpdir()).filter((name) => name.startsWith('undermount-'));
    const upload = { uploadId: crypto.randomUUID(), name: '../../etc/ticket 7.umb' };
    let reply = null;
    for (let at = 0; at < bundle.length; at += 1 << 20) {
      const chunk = bundle.slice(at, at + (1 << 20));
      reply = await services.handlers['sources.upload']({
        ...upload,
        from: at,
        chunk,
        last: at + (1 << 20) >= bundle.length,
      });
    }
    if (!reply?.ok || reply.value === null) throw new Error(JSON.stringify(reply));
    const [one, other] = [await summaryOf(sourceId), await summaryOf(reply.value.sourceId)];
    expect(one.ok && one.value.evidenceSha256).toBe(other.ok && other.value.evidenceSha256);
    await services.close();
    expect(readdirSync(os.tmpdir()).filter((name) => name.startsWith('undermount-'))).toEqual(before);
  });

  it('from a dialog is remembered by an id, not by its path', async () => {
    chosen = path.join(dir, 'host.umb');
    writeFileSync(chosen, await savedBundle(await openDemo()));
    expect(await services.handlers['sources.openDialog']({ what: 'file' })).toMatchObject({ ok: true });
    const recent = await services.handlers['sources.recent'](null);
    expect(JSON.stringify(recent)).not.toContain(dir);
    const id = recent.ok ? recent.value[0]!.id : '';
    expect(await services.handlers['sources.openRecent']({ id })).toMatchObject({ ok: true });
    expect(await services.handlers['sources.openRecent']({ id: '/etc/passwd' })).toMatchObject({ ok: false });
  });

  it('whose analysis was killed says so, while every other one goes on', async () => {
    const [one, other] = [await openDemo(), await openDemo()];
    process.kill(children[0]!.pid!, 'SIGKILL');
    expect(await summaryOf(one)).toMatchObject({ ok: false, error: { kind: 'analysis-died' } });
    expect(await services.handlers['sources.save']({ sourceId: one })).toMatchObject({
      error: { kind: 'analysis-died' },
    });
    expect(await summaryOf(other)).toMatchObject({ ok: true });
    expect(await openDemo()).toBeTruthy();
  });

  it('gives figures and reports as files with names that are safe everywhere', async () => {
    const sourceId = await openDemo();
    const figure = { sourceId, focus: 'victim-A3', expanded: [] as string[], theme: 'dark' as const };
    for (const format of ['svg', 'png'] as const) {
      const made = await services.handlers['export.figure']({ ...figure, format });
      expect(made).toMatchObject({ ok: true, value: { name: expect.stringMatching(/^[\w.-]+$/) } });
    }
    const map = await services.handlers['export.figure']({ ...figure, focus: null, view: 'pool', format: 'svg' });
    expect(map).toMatchObject({ ok: true, value: { name: expect.stringMatching(/-pool\.svg$/) } });
    const nowhere = { ...figure, focus: 'no-such-thing', view: 'chain', format: 'svg' } as const;
    expect(await services.handlers['export.figure'](nowhere)).toMatchObject({ error: { kind: 'needle-not-found' } });
    for (const format of ['md', 'json'] as const) {
      const made = await services.handlers['export.report']({ sourceId, format });
      expect(made.ok && made.value && 'bytes' in made.value && made.value.bytes.length).toBeGreaterThan(1000);
    }
  });
});

describe('the script', () => {
  it('that is shown stays the same until a capture has taken it', async () => {
    const shown = await services.handlers['script.show'](null);
    expect(await services.handlers['script.show'](null)).toEqual(shown);
    expect(await services.handlers['app.info'](null)).toMatchObject({
      value: { scriptSha256: shown.ok && shown.value.sha256 },
    });
    const target = {
      host: '127.0.0.1',
      port: 1,
      user: 'nobody',
      keyId: null,
      useAgent: false,
      elevation: 'none',
    } as const;
    await services.handlers['capture.start'](target);
    await expect.poll(() => events.at(-1)?.name).toBe('capture.ended');
    expect(await services.handlers['script.show'](null)).not.toEqual(shown);
  });

  it('that asks for more says so, and is of the same capture', async () => {
    const shown = async (request: { with: ('thin-metadata' | 'capacity')[] } | null) => {
      const reply = await services.handlers['script.show'](request);
      return reply.ok ? reply.value.text : '';
    };
    const nonce = (text: string) => /um_nonce=([0-9a-f]{32})/.exec(text)?.[1];
    const usual = await shown(null);
    const more = await shown({ with: ['thin-metadata'] });
    expect(usual).not.toContain('reserve_metadata_snap');
    expect(more).toContain('reserve_metadata_snap');
    expect(nonce(more)).toBe(nonce(usual));
    expect(await shown({ with: [] })).toBe(usual);
  });
});

describe('a capture', () => {
  it.each(['-oProxyCommand=x', 'a b', 'a\nb', 'a;b', 'a\u0000'])(
    'of host %j is refused before anything is used',
    async (host) => {
      const target = { host, port: 22, user: 'root', keyId: null, useAgent: false, elevation: 'none' } as const;
      expect(await services.handlers['capture.start'](target)).toMatchObject({
        error: { kind: 'target-invalid', field: 'host' },
      });
      expect(services.isBusy()).toBe(false);
    },
  );

  it('of a host that the command line names begins at once, and a page that comes later finds it', async () => {
    expect(await services.openNamed('ssh://eng@127.0.0.1:1')).toMatchObject({ ok: true });
    expect(await services.handlers['capture.list'](null)).toMatchObject({
      value: [{ target: { host: '127.0.0.1', port: 1, user: 'eng', elevation: 'sudo' } }],
    });
    await expect.poll(() => events.at(-1)?.name).toBe('capture.ended');
    expect(await services.openNamed('ssh://-oProxyCommand=x')).toMatchObject({ error: { kind: 'target-invalid' } });
  });

  it('that cannot connect ends with the reason and no source', async () => {
    const target = {
      host: '127.0.0.1',
      port: 1,
      user: 'root',
      keyId: null,
      useAgent: false,
      elevation: 'none',
    } as const;
    await services.handlers['capture.start'](target);
    await expect
      .poll(() => events.find((e) => e.name === 'capture.ended')?.payload)
      .toMatchObject({
        sourceId: null,
        error: { kind: 'ssh-unreachable', reason: expect.any(String) },
      });
  });
});
