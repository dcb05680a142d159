/** Two captures of 50,000 mounts each, constructed: compared between their processes, while the one in the middle stays free. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveBundle } from '#electron/node/bundle/bundle-writer.ts';
import { createServices, type Services } from '#electron/services/create-services.ts';
import { ok } from '#shared/base/result.ts';
import { everyRow } from '#shared/derive/rows/choose-rows.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { windowPlatform } from '#test/electron/services/window-platform.ts';
import { readHost } from '#test/hosts/read-host.ts';

const { records, custody } = readHost('lab-broken');
/** Tables that are made longer, and lines that each gets: mounts of one tmpfs under long names. */
const longer = new Set(records.flatMap((r) => (/^mount-table\/\d+$/.test(r.id) ? [r.id] : [])).slice(0, 25));
const linesEach = 2000;

/** `skip`: every so many of the last one's mounts are not there. */
const larger = (skip: number): readonly EvidenceRecord[] =>
  records.map((record) => {
    if (!longer.has(record.id)) return record;
    const last = record.id === [...longer].at(-1);
    const lines = Array.from({ length: linesEach }, (_, i) => i + 1)
      .filter((n) => !(last && skip > 0 && n % skip === 0))
      .map(
        (n) =>
          `${100_000 + n} 27 0:99 / /run/many/${'ab'.repeat(32)}/${n} rw,nosuid shared:${5000 + n} - tmpfs tmpfs rw\n`,
      );
    return { ...record, body: Buffer.concat([record.body, Buffer.from(lines.join(''))]) };
  });

let dir: string;
let services: Services;
const open = async (name: string, skip: number) => {
  const file = path.join(dir, `${name}.umb`);
  await saveBundle(file, { title: 'constructed', custody }, larger(skip));
  chosen = file;
  const opened = await services.handlers['sources.openDialog']({ what: 'file' });
  if (!opened.ok || !opened.value) throw new Error(JSON.stringify(opened));
  return opened.value.sourceId;
};
let chosen = '';

beforeAll(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'um-large-'));
  services = createServices(
    windowPlatform(path.join(dir, 'config'), {
      chooseFile: async () => ok(chosen),
    }),
  );
});
afterAll(async () => {
  await services.close();
  rmSync(dir, { recursive: true });
});

it('finds what is gone among them, answers filters at once, and lets the process between go on', {
  timeout: 120_000,
}, async () => {
  const [before, sourceId] = [await open('before', 0), await open('after', 100)];
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const started = performance.now();
  const overview = await services.handlers['query.diff']({ sourceId, before });
  const tookMs = performance.now() - started;
  delay.disable();
  if (!overview.ok) throw new Error(overview.error.kind);
  const mounts = overview.value.kinds.find((k) => k.kind === 'mount');
  const gone = linesEach / 100;
  const all = mounts?.before ?? 0;
  expect(all).toBeGreaterThan(longer.size * linesEach);
  expect(mounts).toMatchObject({ after: all - gone, gone, new: 0, changed: 0, unchanged: all - gone });
  // Some 20 MB of rows pass; nobody in this process reads them. Wide: other tests run beside this one.
  expect(delay.max / 1e6).toBeLessThan(2000);
  expect(tookMs).toBeLessThan(60_000);
  const rows = { sourceId, before, filter: 'kind:mount change:gone', sort: null, offset: 0, limit: 500 };
  expect(await services.handlers['query.differences'](rows)).toMatchObject({ value: { matching: gone } });
  const table = { sourceId, table: 'mounts', filter: '', sort: null, chosen: everyRow, format: 'csv' } as const;
  expect(await services.handlers['export.rows'](table)).toMatchObject({ error: { kind: 'too-large-to-copy' } });
  const saved = await services.handlers['export.rowsFile'](table);
  if (!saved.ok || !saved.value || !('bytes' in saved.value)) throw new Error('not saved');
  expect(saved.value.bytes.filter((byte) => byte === 10)).toHaveLength(all - gone + 1);
});
