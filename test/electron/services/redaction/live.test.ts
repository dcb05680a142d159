/** A live source while names are hidden: every generation is replaced before it is told. */

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forkAnalysis } from '#electron/analysis/fork-analysis.ts';
import { type LiveFeed, type OpenSources, openSources } from '#electron/services/open-sources.ts';
import { bundleFile } from '#electron/services/source-exports.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { emptyMap } from '#shared/export/redaction/map.ts';
import { redactAnalysis } from '#shared/export/redaction/redact-analysis.ts';
import type { EventName } from '#shared/ipc/contract.ts';
import { analyzeRecords } from '#shared/pipeline/analyze.ts';
import { readHost } from '#test/hosts/read-host.ts';
import { tokensIn } from '#test/shared/export/redaction/find-everywhere.ts';

const { records, custody } = readHost('lab-broken');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let sources: OpenSources;
let events: { readonly name: EventName; readonly payload: unknown }[];
beforeEach(() => {
  events = [];
  sources = openSources(
    { spawnAnalysis: forkAnalysis, emit: (name, payload) => events.push({ name, payload }) },
    async () => [],
  );
});
afterEach(() => sources.closeAll());

const first = records.slice(0, Math.floor(records.length / 2));
const rest = records.slice(first.length);
/** As each generation's own list has them: of what arrives later nothing is known before. */
const namesIn = (some: readonly EvidenceRecord[]): readonly string[] =>
  redactAnalysis(analyzeRecords({ kind: 'live', title: 'root@lab-node1' }, some, custody, sha256), {
    map: emptyMap('1'.repeat(64)),
    toolVersion: '1',
    sha256,
    nameOriginal: false,
  }).tokens.map(({ token }) => token);
const names = namesIn(records);
const firstNames = namesIn(first);
const shown = async (sourceId: string) => {
  const source = sources.get(sourceId);
  if (!source.ok) throw new Error(source.error.kind);
  const { client } = source.value;
  const page = { sourceId, filter: '', sort: null, offset: 0, limit: 500 };
  return JSON.stringify([
    sources.list(),
    await client.ask('query.summary', { sourceId }),
    await client.ask('query.findings', { sourceId }),
    await client.ask('query.mounts', page),
    await client.ask('query.processes', page),
    await client.ask('query.evidenceList', page),
  ]);
};
const told = () => events.filter((e) => e.name === 'source.changed').length;

async function feed(live: LiveFeed, part: readonly EvidenceRecord[], whole: boolean) {
  for (const record of part) live.add(record);
  expect(await live.analyse(custody as Custody, whole)).toMatchObject({ ok: true });
}

describe('a capture that runs', { timeout: 30_000 }, () => {
  it('shows each generation only when its names are replaced; a bundle of it is redacted', async () => {
    const live = sources.startLive('root@lab-node1', 0);
    await feed(live, first, false);
    expect(tokensIn(firstNames, Buffer.from(await shown(live.sourceId))).length).toBeGreaterThan(20);
    sources.redaction.turn(true, 'a');
    expect(tokensIn(firstNames, Buffer.from(await shown(live.sourceId)))).toEqual([]);
    await expect.poll(() => sources.redaction.state().sources[0]?.state, { timeout: 20_000 }).toBe('ready');
    expect(tokensIn(firstNames, Buffer.from(await shown(live.sourceId)))).toEqual([]);
    const before = told();
    for (const record of rest) live.add(record);
    const analysed = live.analyse(custody, true);
    expect(tokensIn(firstNames, Buffer.from(await shown(live.sourceId)))).toEqual([]);
    await analysed;
    expect(told()).toBeGreaterThan(before);
    const text = await shown(live.sourceId);
    expect(text).toContain('"ok":true');
    expect(tokensIn(names, Buffer.from(text))).toEqual([]);
    const source = sources.get(live.sourceId);
    if (!source.ok) throw new Error(source.error.kind);
    expect(source.value.live).toBeNull();
    const bytes = await bundleFile(source.value).bytes();
    expect(bytes.ok && bytes.value.length).toBeGreaterThan(1000);
  });

  it('begun while names are hidden, says nothing before its first analysis, then only pseudonyms', async () => {
    sources.redaction.turn(true, 'a');
    const live = sources.startLive('root@lab-node1', 0);
    expect(sources.redaction.state().sources).toEqual([{ sourceId: live.sourceId, state: 'redacting' }]);
    expect(JSON.stringify(sources.list())).not.toMatch(/lab|node1/);
    await feed(live, records, true);
    expect(sources.redaction.state().sources).toEqual([{ sourceId: live.sourceId, state: 'ready' }]);
    expect(tokensIn(names, Buffer.from(await shown(live.sourceId)))).toEqual([]);
  });

  it('whose process dies says so', async () => {
    const live = sources.startLive('root@lab-node1', 0);
    await feed(live, first, false);
    sources.redaction.turn(true, 'a');
    const source = sources.original(live.sourceId);
    if (!source.ok) throw new Error(source.error.kind);
    process.kill(source.value.client.pid!, 'SIGKILL');
    await expect.poll(() => sources.redaction.state().sources[0]?.state, { timeout: 20_000 }).toBe('failed');
    expect(await live.analyse(custody, true)).toMatchObject({ error: { kind: 'analysis-died' } });
    expect(JSON.stringify(sources.list())).not.toMatch(/lab|node1/);
  });
});

describe('what another source taught the map', { timeout: 30_000 }, () => {
  it('is replaced in the ones that are open, too, and the window asks again', async () => {
    const some = records.map((record) => ({ ...record, body: plus(record, 'zebrafish') }));
    const other = records.map((record) => ({ ...record, body: plus(record, '/srv/zebrafish') }));
    const live = sources.startLive('one', 0);
    await feed(live, some, true);
    sources.redaction.turn(true, 'a');
    await expect.poll(() => sources.redaction.state().sources[0]?.state, { timeout: 20_000 }).toBe('ready');
    const lines = async () => {
      const source = sources.get(live.sourceId);
      if (!source.ok) throw new Error(source.error.kind);
      const asked = { sourceId: live.sourceId, id: taught, from: 1, limit: 2000 };
      return JSON.stringify(await source.value.client.ask('query.evidenceLines', asked));
    };
    expect(await lines()).toContain('zebrafish');
    const before = told();
    await feed(sources.startLive('two', 0), other, true);
    await expect.poll(() => told(), { timeout: 20_000 }).toBeGreaterThan(before + 1);
    expect(await lines()).toContain('"ok":true');
    expect(await lines()).not.toContain('zebrafish');
  });
});

describe('a damaged database', () => {
  it('is left out, and the list says so', async () => {
    const host = readHost('lab-layers-broken');
    const isDatabase = (r: EvidenceRecord) => r.id.startsWith('containerd-databases/') && r.body.length > 9000;
    const damaged = host.records.find(isDatabase)!.id;
    const body = (r: EvidenceRecord) => {
      const bytes = Buffer.from(r.body);
      bytes.fill(0xff, 4096 * 2, 4096 * 2 + 64);
      return bytes;
    };
    const live = sources.startLive('one', 0);
    for (const r of host.records) live.add(r.id === damaged ? { ...r, body: body(r) } : r);
    await live.analyse(host.custody, true);
    const source = sources.original(live.sourceId);
    if (!source.ok) throw new Error(source.error.kind);
    expect(await sources.redaction.preview(source.value)).toMatchObject({ ok: true, value: { leftOut: [damaged] } });
  });
});

/** A record of text whose lines nobody reads as paths or names. */
const taught = records.find(
  (r) => r.collectorId === 'journal' || r.collectorId === 'engine-log' || r.id.includes('log'),
)!.id;
const plus = (record: EvidenceRecord, text: string): Uint8Array =>
  record.id === taught ? Buffer.concat([record.body, Buffer.from(`\n1795199999.1\tx: ${text} seen\n`)]) : record.body;
