/** Two captures of one host set against each other: the broken lab host, and the same with parts of it mended in the bytes (constructed). */
import { describe, expect, it } from 'vitest';
import { compareDigests, deriveDiff } from '#shared/derive/diff/derive-diff.ts';
import { hasDifference } from '#shared/derive/diff/diff.ts';
import { diffOverview, toldCount } from '#shared/derive/diff/diff-overview.ts';
import { diffDigest } from '#shared/derive/diff/digest.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { diffJson } from '#shared/export/diff-json.ts';
import { DiffJson } from '#shared/export/schemas.ts';
import { msg } from '#shared/messages/index.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { readHost } from '#test/hosts/read-host.ts';

const { records, custody } = readHost('lab-broken');
const broken = analysisOf(records, custody);
const text = (r: EvidenceRecord) => new TextDecoder('latin1').decode(r.body);
const bytes = (s: string) => Uint8Array.from(s, (c) => c.charCodeAt(0));
/** The lab host with some records' lines changed. */
const changed = (change: (id: string, body: string) => string) =>
  analysisOf(
    records.map((r) => {
      const after = change(r.id, text(r));
      return after === text(r) ? r : { ...r, body: bytes(after) };
    }),
    custody,
  );
const without = (collector: string) =>
  analysisOf(
    records.filter((r) => r.collectorId !== collector),
    custody,
  );
const lines = (body: string, keep: (line: string) => boolean) =>
  body
    .split('\n')
    .filter((line) => line === '' || keep(line))
    .join('\n');

describe('two captures of one host', () => {
  it('are equal when they are the same', () => {
    const diff = deriveDiff(broken, analysisOf(records, custody));
    expect(hasDifference(diff)).toBe(false);
    expect(diff.notComparable).toEqual([]);
  });

  it('show a removed container, the loop device that held it, the holder and the findings', () => {
    const loop = broken.model.loopDevices.find((l) => l.backingFile.endsWith('/app/disk.img'))!;
    const victim = broken.model.containers.find((c) => c.name === 'victim-A4')!;
    const mountId = victim.mountId as string;
    const disk = broken.model.blockDevices.find((b) => b.dmName?.endsWith(mountId))!;
    const traces = [
      `/${disk.kernelName}/`,
      `/${disk.kernelName}:`,
      victim.id,
      mountId,
      '/rootfs/app/disk.img',
      `/${loop.kernelName}/`,
      `/${loop.kernelName} `,
    ];
    const mended = changed((_, body) =>
      traces.some((t) => body.includes(t)) ? lines(body, (l) => !traces.some((t) => l.includes(t))) : body,
    );
    const diff = deriveDiff(broken, mended);
    expect(diff.new).toEqual([]);
    const gone = (kind: string) => diff.gone.filter((g) => g.kind === kind).map((g) => g.name);
    expect(gone('container')).toEqual(['victim-A4']);
    expect(gone('device')).toContainEqual(expect.stringMatching(/^loop\d+ \/rootfs\/app\/disk.img$/));
    expect(gone('holder')).toEqual([`loop ${loop.kernelName} ${loop.backingFile}`]);
    expect(gone('layer')).toContain(mountId);
    expect(gone('finding').length).toBeGreaterThan(0);
    for (const name of gone('finding')) expect(name).toContain('victim-A4');
  });

  it('say nothing of what is only about one of them: a process that ended while it was read', () => {
    const short = broken.model.processes.find((p) => p.comm === 'agetty')!;
    const ended = changed((id, body) =>
      id === 'processes' ? lines(body, (line) => !line.startsWith(`/proc/${short.pid}/stat:`)) : body,
    );
    const said = ({ outcomes }: typeof broken) =>
      outcomes.flatMap((o) => (o.code.startsWith('Q-') && o.outcome.answer === 'fires' ? [o.code] : []));
    expect([said(broken), said(ended)]).toEqual([[], ['Q-03']]);
    const diff = deriveDiff(ended, broken);
    expect([...diff.new, ...diff.gone].filter((r) => r.id.startsWith('Q-'))).toEqual([]);
  });

  it('tell a loop device from the same one set up on another file', () => {
    const loop = broken.model.loopDevices.find((l) => l.backingFile.endsWith('/app/disk.img'))!;
    const other = changed((_, body) => body.replaceAll('/app/disk.img', '/app/other.img'));
    const { new: young, gone } = deriveDiff(broken, other);
    const held = (rows: typeof gone) => rows.filter((r) => r.kind === 'holder').map((r) => r.name);
    expect([held(gone), held(young)]).toEqual([
      [`loop ${loop.kernelName} ${loop.backingFile}`],
      [`loop ${loop.kernelName} ${loop.backingFile.replace('disk', 'other')}`],
    ]);
  });

  it('show a pool whose state changed, with both words', () => {
    const mended = changed((id, body) =>
      id.startsWith('dm-status') ? body.replaceAll(' out_of_data_space ', ' rw ') : body,
    );
    const pools = deriveDiff(broken, mended).changed.filter((c) => c.kind === 'pool');
    expect(pools.length).toBeGreaterThan(0);
    for (const pool of pools) {
      expect(pool.before).toMatchObject({ state: 'out_of_data_space' });
      expect(pool.after).toMatchObject({ state: 'rw' });
    }
  });

  it('never call gone what the later capture did not look at', () => {
    const blind = without('loop-devices');
    const diff = deriveDiff(broken, blind);
    expect(diff.gone.filter((g) => ['finding', 'holder', 'device'].includes(g.kind))).toEqual([]);
    expect(diff.notComparable.map((n) => n.kind)).toEqual(expect.arrayContaining(['finding', 'holder', 'device']));
    const back = deriveDiff(blind, broken);
    expect(back.new.filter((g) => ['finding', 'holder', 'device'].includes(g.kind))).toEqual([]);
    expect(back.changed.filter((g) => ['finding', 'holder'].includes(g.kind))).toEqual([]);
  });

  it('do not compare what the kernel numbers anew at each boot', () => {
    const rebooted = changed((id, body) =>
      id === 'host' ? body.replace(/boot_id=.*/, 'boot_id=11111111-2222-3333-4444-555555555555') : body,
    );
    const diff = deriveDiff(broken, rebooted);
    expect(diff.notComparable.map((n) => n.kind).sort()).toEqual(['holder', 'mount', 'namespace']);
    expect(hasDifference(diff)).toBe(false);
  });

  it('say so when they are of two hosts', () => {
    const other = changed((id, body) => (id === 'host' ? body.replace(/hostname=.*/, 'hostname=elsewhere') : body));
    expect(deriveDiff(broken, other).notComparable[0]?.kind).toBe('host');
  });

  it('do not compare a kind of which there are more than there is room for, and say how many', () => {
    const [before, after] = [diffDigest(broken, 100), diffDigest(without('loop-devices'), 100)];
    const diff = compareDigests(before, after);
    const n = broken.model.mounts.length;
    expect(diff.notComparable).toContainEqual({ kind: 'mount', because: msg('diff.too-many', { n, most: 100 }) });
    expect(diff.counts.find((c) => c.kind === 'mount')).toEqual({
      kind: 'mount',
      before: n,
      after: n,
      unchanged: null,
    });
    expect(diff.gone.filter((g) => g.kind === 'mount')).toEqual([]);
  });

  it('are told with where each object stands and what opens it', () => {
    const healthy = readHost('lab-healthy');
    const diff = deriveDiff(broken, analysisOf(healthy.records, healthy.custody));
    for (const row of diff.gone) {
      expect([row.kind, row.source && records.some((r) => r.id === row.source!.evidence)]).toEqual([row.kind, true]);
      expect([row.kind, row.open !== null]).toEqual([row.kind, true]);
    }
    for (const { places } of diff.changed) {
      expect(healthy.records.some((r) => r.id === places.after.source?.evidence)).toBe(true);
      expect(records.some((r) => r.id === places.before.source?.evidence)).toBe(true);
    }
  });

  it('have no 0 where something could not be told', () => {
    const diff = diffOverview(deriveDiff(broken, without('loop-devices')));
    const holders = diff.kinds.find((k) => k.kind === 'holder')!;
    expect([holders.gone, toldCount(holders, 'gone'), holders.unchanged]).toEqual([0, null, null]);
    const pods = diff.kinds.find((k) => k.kind === 'pod')!;
    expect([toldCount(pods, 'gone'), pods.because]).toEqual([0, []]);
  });

  it('keep the contract of diff --json', () => {
    const healthy = readHost('lab-healthy');
    const diff = deriveDiff(broken, analysisOf(healthy.records, healthy.custody));
    expect(DiffJson.safeParse(JSON.parse(JSON.stringify(diffJson(diff)))).error).toBeUndefined();
    expect(diff.gone.some((g) => g.kind === 'finding')).toBe(true);
  });
});
