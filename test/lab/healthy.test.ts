import { beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisJson } from '#test/lab/answers.ts';
import { capture, inGuest, restore, undermount } from '#test/lab/guest.ts';
import { poolsOfGuest } from '#test/lab/guest-storage.ts';

describe('a healthy host', () => {
  let analysis: AnalysisJson;

  beforeAll(async () => {
    await restore('healthy');
    const taken = await capture('root', ['--with', 'layer-listings']);
    expect(taken.code, taken.stderr).toBe(0);
    analysis = JSON.parse((await undermount(['analyze', taken.file, '--json'])).stdout);
  });

  const fired = () => analysis.outcomes.flatMap((o) => (o.findings ?? []).map((f) => ({ code: o.code, ...f })));

  it('has every collector ok or not applicable', () => {
    expect(analysis.completeness.filter((c) => c.status !== 'ok' && c.status !== 'not-applicable')).toEqual([]);
  });

  it('fires no R rule of medium severity or above', () => {
    const loud = fired().filter((f) => f.code.startsWith('R-') && ['medium', 'high', 'critical'].includes(f.severity));
    expect(loud.map((f) => `${f.code} ${f.statement}`)).toEqual([]);
  });

  it('fires of the rules about pools, logs and the capture only T-11 and T-17', () => {
    const found = fired().filter((f) => /^[TLQ]-/.test(f.code));
    expect(found.map((f) => f.code)).toEqual(['T-11', 'T-17']);
  });

  it('is right in both: that pool stands on files, and that dockerd has deferred deletion off', async () => {
    const [loop, deferred] = fired().filter((f) => f.code.startsWith('T-'));
    const pool = [...(await poolsOfGuest()).keys()].find((name) => /^docker-.*-pool$/.test(name))!;
    expect(loop!.subjects[0]!.name).toBe(pool);
    expect(await inGuest(`dmsetup table '${pool}' | cut -d' ' -f4-5`)).toMatch(/^7:\d+ 7:\d+$/);
    const status = (name: string) =>
      inGuest(
        `docker -H unix:///run/${name}.sock info -f '{{json .DriverStatus}}' | jq -r '.[] | select(.[0] | test("^Deferred .* Enabled")) | .[1]'`,
      );
    expect(deferred!.subjects.map((s) => s.id)).toContain('/var/lib/docker');
    expect(await status('docker')).toBe('false\nfalse');
    expect(await status('docker-lvm')).toBe('true\ntrue');
  });

  it('fires no rule about layers', () => {
    const firing = analysis.outcomes.filter((o) => o.code.startsWith('O-') && o.answer === 'fires').map((o) => o.code);
    expect(firing).toEqual([]);
  });
});
