/** What leaves through the services, set against what the command line prints for the same files. Real analysis processes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createServices, type Services } from '#electron/services/create-services.ts';
import { ok } from '#shared/base/result.ts';
import { everyRow } from '#shared/derive/rows/choose-rows.ts';
import { DiffJson } from '#shared/export/index.ts';
import type { Request } from '#shared/ipc/contract.ts';
import { runCli } from '#test/electron/cli/run-cli.ts';
import { windowPlatform } from '#test/electron/services/window-platform.ts';

// Child processes and whole hosts: seconds alone, more beside other tests.
vi.setConfig({ testTimeout: 60_000 });

let dir: string;
let services: Services;
let broken: string;
let healthy: string;
const file = (name: string) => path.join(dir, name);

beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'um-exports-'));
  let chosen = '';
  services = createServices(
    windowPlatform(file('config'), {
      chooseFile: async () => ok(chosen),
    }),
  );
  const open = async (name: string) => {
    writeFileSync(file(`${name}.out`), gunzipSync(readFileSync(`test/hosts/${name}/capture.out.gz`)));
    chosen = file(`${name}.out`);
    const opened = await services.handlers['sources.openDialog']({ what: 'file' });
    if (!opened.ok || !opened.value) throw new Error(JSON.stringify(opened));
    return opened.value.sourceId;
  };
  broken = await open('lab-broken');
  healthy = await open('lab-healthy');
}, 60_000);
afterAll(async () => {
  await services.close();
  rmSync(dir, { recursive: true });
});

type FileReply = Awaited<ReturnType<Services['handlers']['export.report']>>;
const textOf = (reply: FileReply): string => {
  if (!reply.ok || reply.value === null || !('bytes' in reply.value)) throw new Error(JSON.stringify(reply));
  return new TextDecoder().decode(reply.value.bytes);
};

describe('a report from the window', () => {
  it.each(['md', 'html', 'json', 'csv'] as const)(
    'is, as %s, what the command line prints',
    async (format) => {
      const made = await services.handlers['export.report']({ sourceId: broken, format });
      const printed = await runCli(['report', file('lab-broken.out'), '--format', format]);
      expect(textOf(made) === printed.stdout).toBe(true);
      expect(made).toMatchObject({ value: { name: expect.stringMatching(new RegExp(`\\.${format}$`)) } });
      if (format === 'html') expect(printed.stdout).toContain('<svg');
    },
    60_000,
  );

  it('has dark figures when they are asked for', async () => {
    const made = await services.handlers['export.report']({ sourceId: broken, format: 'html', theme: 'dark' });
    const printed = await runCli(['report', file('lab-broken.out'), '--format', 'html', '--theme', 'dark']);
    expect(textOf(made) === printed.stdout).toBe(true);
  }, 60_000);
});

describe('a comparison of two open sources', () => {
  it('is, as JSON, what `diff --json` prints, either way round', async () => {
    for (const [before, after] of [
      ['lab-broken', 'lab-healthy'],
      ['lab-healthy', 'lab-broken'],
    ] as const) {
      const ids = { 'lab-broken': broken, 'lab-healthy': healthy };
      const pair = { sourceId: ids[after], before: ids[before], format: 'json' } as const;
      const copied = await services.handlers['export.diff'](pair);
      const printed = await runCli(['diff', file(`${before}.out`), file(`${after}.out`), '--json']);
      expect(copied.ok && copied.value.text === printed.stdout).toBe(true);
      expect(textOf(await services.handlers['export.diffFile'](pair)) === printed.stdout).toBe(true);
      expect(DiffJson.safeParse(JSON.parse(printed.stdout)).success).toBe(true);
    }
  }, 60_000);

  it('counts every object of either capture once, and lists as many rows as it counts', async () => {
    const pair = { sourceId: healthy, before: broken };
    const overview = await services.handlers['query.diff'](pair);
    if (!overview.ok) throw new Error(overview.error.kind);
    const { kinds } = overview.value;
    expect(kinds[0]?.kind).toBe('finding');
    for (const k of kinds) {
      if (k.because.length > 0 || k.unchanged === null) continue;
      expect([k.kind, k.unchanged + k.changed + k.gone]).toEqual([k.kind, k.before]);
      expect([k.kind, k.unchanged + k.changed + k.new]).toEqual([k.kind, k.after]);
    }
    const sum = kinds.reduce((n, k) => n + k.new + k.gone + k.changed, 0);
    const rows = { ...pair, filter: '', sort: null, offset: 0, limit: 500 };
    const listed = await services.handlers['query.differences'](rows);
    expect(listed).toMatchObject({ ok: true, value: { total: sum, matching: sum } });
    const found = await services.handlers['query.differences']({ ...rows, filter: 'kind:finding change:gone' });
    if (!found.ok) throw new Error(found.error.kind);
    expect(found.value.matching).toBe(kinds[0]?.gone);
    for (const row of found.value.rows) {
      expect(row).toMatchObject({ placeAfter: null, placeBefore: { open: { kind: 'finding' } } });
      expect(row.placeBefore?.source?.evidence).toBeTruthy();
    }
  });

  it('says plainly that a source is not open', async () => {
    const gone = await services.handlers['query.diff']({ sourceId: healthy, before: 'no such' });
    expect(gone).toEqual({ ok: false, error: { kind: 'no-such-source', sourceId: 'no such' } });
  });

  it('keeps the questions of two views apart when both are asked at once', async () => {
    const [one, other, rows] = await Promise.all([
      services.handlers['query.diff']({ sourceId: healthy, before: broken }),
      services.handlers['query.diff']({ sourceId: broken, before: healthy }),
      services.handlers['export.rows']({ ...allOf('comparison', 'csv'), sourceId: healthy, before: broken }),
    ]);
    if (!one.ok || !other.ok || !rows.ok) throw new Error('not compared');
    expect(one.value.kinds[0]?.gone).toBe(other.value.kinds[0]?.new);
    expect(parseCsv(rows.value.text)).toHaveLength(rows.value.rows + 1);
  });
});

const allOf = (table: Request<'export.rows'>['table'], format: Request<'export.rows'>['format']) => ({
  sourceId: broken,
  table,
  filter: '',
  sort: null,
  chosen: everyRow,
  format,
});

describe('rows of a table', () => {
  it('are all that pass the filter, in the order asked for, not only a window of them', async () => {
    const query = { filter: 'fsType:tmpfs', sort: { column: 'mountId', descending: true } };
    const reply = await services.handlers['export.rows']({ ...allOf('mounts', 'csv'), ...query });
    const shown = await services.handlers['query.mounts']({ sourceId: broken, ...query, offset: 0, limit: 1 });
    if (!reply.ok || !shown.ok) throw new Error('no rows');
    const rows = parseCsv(reply.value.text, { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(shown.value.matching);
    expect(rows.length).toBeGreaterThan(500);
    const ids = rows.map((row) => Number(row.mountId));
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    for (const row of rows) {
      expect(row).toMatchObject({ fsType: 'tmpfs', host: 'lab-node1', redacted: 'no' });
      expect(row.evidence_sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('are refused for the clipboard when they are too many, and then fit into a file', async () => {
    const whole = allOf('mounts', 'json');
    const copied = await services.handlers['export.rows'](whole);
    if (copied.ok) expect(copied.value.text.length).toBeLessThan(4 << 20);
    else expect(copied.error).toMatchObject({ kind: 'too-large-to-copy', most: expect.any(Number) });
    const saved = JSON.parse(textOf(await services.handlers['export.rowsFile'](whole))) as Record<string, unknown>;
    expect(saved).toMatchObject({ schema: 'undermount.rows/1', table: 'mounts', cut: false, written: saved.total });
  });

  it('say when a marked row is there no more', async () => {
    const chosen = { all: false, spans: [{ first: '1/1', last: '1/1' }], except: [] };
    const reply = await services.handlers['export.rows']({ ...allOf('mounts', 'tsv'), chosen });
    expect(reply).toEqual({ ok: false, error: { kind: 'rows-gone' } });
  });
});
