import { beforeAll, describe, expect, it } from 'vitest';
import { isAbsent } from '#shared/base/absent.ts';
import { blockUse } from '#shared/derive/blocks/block-shares.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { AnalysisJson } from '#test/lab/answers.ts';
import { analysisOf } from '#test/lab/bundle.ts';
import { capture, type Ran, restore, undermount } from '#test/lab/guest.ts';
import { blocksOfGuest, dmNumber, poolsOfGuest } from '#test/lab/guest-storage.ts';

/** Pools whose metadata must be left alone, and why. */
const leftAlone: Record<string, RegExp> = { 'lab-fail': /status is Fail/, 'lab-needscheck': /read-only/ };

describe('a capture of the broken host --with thin-metadata,capacity', () => {
  let ran: Ran;
  let analysis: Analysis;
  let json: AnalysisJson;
  let before: ReadonlyMap<string, string>;
  let after: ReadonlyMap<string, string>;

  beforeAll(async () => {
    await restore('broken');
    before = await poolsOfGuest();
    const root = await capture('root', ['--with', 'thin-metadata,capacity']);
    after = await poolsOfGuest();
    ran = root;
    analysis = await analysisOf(root.file);
    json = JSON.parse((await undermount(['analyze', root.file, '--json'])).stdout);
  });

  const heldRoots = (pools: ReadonlyMap<string, string>) =>
    [...pools].flatMap(([name, line]) => (line === 'Fail' ? [] : [`${name} ${line.split(' ')[3]}`]));
  const whole = () => [...after.keys()].filter((name) => !(name in leftAlone));

  it('leaves no metadata snapshot on any pool', () => {
    expect(heldRoots(after).filter((held) => !held.endsWith(' -'))).toEqual([]);
    expect(heldRoots(before)).toEqual(heldRoots(after));
    expect(json.outcomes.find((o) => o.code === 'T-24')!.answer).toBe('clear');
  });

  it('says in its custody what was done to which pool, and to which nothing was', () => {
    const changes = analysis.custody.hostChanges.filter((c) => c.startsWith('thin-metadata'));
    expect(changes).toHaveLength(whole().length);
    for (const pool of whole())
      expect(
        changes.filter((c) => c.includes(`pool ${pool},`) && c.includes('reserved, read and released')),
      ).toHaveLength(1);
  });

  it('is partial, because two pools had to be left alone, and names them with the reason', () => {
    expect(ran.code, ran.stderr).toBe(4);
    const gaps = json.completeness.filter((c) => c.status !== 'ok' && c.status !== 'not-applicable');
    expect(gaps.map((c) => `${c.collector} ${c.status}`)).toEqual(['thin-metadata partial']);
    for (const [pool, why] of Object.entries(leftAlone)) {
      const reason = gaps[0]!.because.split('; ').find((part) => part.includes(`pool ${pool}:`));
      expect(reason).toMatch(why);
      const row = analysis.model.thinPools.find((p) => p.dmName === pool)!;
      expect(isAbsent(row.deviceIds) && row.deviceIds.because).toMatch(why);
    }
  });

  it("counts each device's blocks as thin_ls and thin_dump do, run in the guest", async () => {
    for (const name of whole()) {
      const metadata = analysis.model.thinMetadata!.get(await dmNumber(name))!;
      if (isAbsent(metadata)) throw new Error(`${name}: ${metadata.because}`);
      const use = blockUse(metadata);
      const counted = metadata.devices.map((d) => {
        const own = use.exclusive(d);
        return { id: d.id, mapped: d.mapped, exclusive: own, shared: d.mapped - own, dumped: d.mapped };
      });
      expect({ name, devices: counted }).toEqual({ name, devices: await blocksOfGuest(name) });
      const [used] = after.get(name)!.split(' ')[2]!.split('/');
      expect(`${name} ${use.mapped}`).toBe(`${name} ${used}`);
    }
  });

  it('names both orphans, and no other device', async () => {
    const docker = [...after.keys()].find((name) => /^docker-.*-pool$/.test(name))!;
    const pool = await dmNumber(docker);
    const found = json.outcomes.find((o) => o.code === 'T-19')!.findings!;
    expect(found.map((f) => f.subjects[0]!.id)).toEqual([`${pool}/4242`, `${pool}/4243`]);
    expect(found[1]!.statement).toContain('inactive');
  });

  it('misses none of docker’s devices in its pools, and knows what each file below a pool can hold', () => {
    expect(json.outcomes.find((o) => o.code === 'T-18')!.answer).toBe('clear');
    expect(json.outcomes.find((o) => o.code === 'T-12')!.answer).not.toBe('cannot-tell');
  });
});
