/** The window's files and the command line's are the same bytes: through the services with their analysis process, and `undermount figure` in this one. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkAnalysis } from '#electron/analysis/fork-analysis.ts';
import { createServices, type Services } from '#electron/services/create-services.ts';
import { ok } from '#shared/base/result.ts';
import { runCli } from '#test/electron/cli/run-cli.ts';

let dir: string;
let services: Services;
let sourceId: string;
let onClipboard: Uint8Array | null = null;

beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'um-figure-export-'));
  services = createServices({
    mode: 'hosted',
    configDir: path.join(dir, 'config'),
    spawnAnalysis: () => forkAnalysis(),
    emit: () => {},
    chooseFile: async () => ok(null),
    deliver: async ({ name, bytes }) => {
      const made = await bytes();
      return made.ok ? ok({ name, bytes: made.value }) : made;
    },
    writeClipboard: () => ok(null),
    writeClipboardImage: async (png) => {
      onClipboard = png;
      return ok(null);
    },
  });
  const opened = await services.handlers['sources.openDemo'](null);
  if (!opened.ok) throw new Error(opened.error.kind);
  sourceId = opened.value.sourceId;
});
afterAll(async () => {
  await services.close();
  rmSync(dir, { recursive: true });
});

const views = [
  { view: 'namespaces', focus: null },
  { view: 'namespaces', focus: 'victim-A3' },
  { view: 'pool', focus: null },
  { view: 'chain', focus: 'victim-A3' },
  { view: 'card', focus: 'victim-A3' },
] as const;

describe.each(views)('$view of $focus', ({ view, focus }) => {
  it.each(['svg', 'png', 'pdf'] as const)(
    'as %s is the same bytes from the window and from the command line',
    async (format) => {
      const saved = await services.handlers['export.figure']({
        sourceId,
        view,
        focus,
        expanded: [],
        theme: 'dark',
        format,
      });
      if (!saved.ok || saved.value === null || !('bytes' in saved.value)) throw new Error('not saved');
      expect(saved.value.name).toMatch(new RegExp(`-${view}\\.${format}$`));
      const file = path.join(dir, `cli.${format}`);
      const args = ['--view', view, ...(focus === null ? [] : ['--focus', focus]), '--theme', 'dark', '-o', file];
      expect(await runCli(['figure', 'demo', ...args])).toMatchObject({ code: 0 });
      expect(Buffer.compare(Buffer.from(saved.value.bytes), readFileSync(file))).toBe(0);
    },
  );
});

describe('the card of a finding', () => {
  it('on the clipboard is the file that is saved', async () => {
    const found = await services.handlers['query.findings']({ sourceId });
    const item = found.ok ? found.value.find((i) => i.type === 'finding' && i.code === 'R-01') : null;
    if (item?.type !== 'finding') throw new Error('no finding');
    const findingId = item.finding.id;
    expect(await services.handlers['clipboard.writeCard']({ sourceId, findingId, theme: 'light' })).toEqual(ok(null));
    const card = { view: 'card', focus: findingId, expanded: [], theme: 'light', format: 'png' } as const;
    const saved = await services.handlers['export.figure']({ sourceId, ...card, expanded: [] });
    if (!saved.ok || saved.value === null || !('bytes' in saved.value)) throw new Error('not saved');
    expect(Buffer.compare(Buffer.from(saved.value.bytes), Buffer.from(onClipboard!))).toBe(0);
    expect(
      await services.handlers['clipboard.writeCard']({ sourceId, findingId: 'none', theme: 'light' }),
    ).toMatchObject({
      error: { kind: 'needle-not-found' },
    });
  });
});
