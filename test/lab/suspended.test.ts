import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisJson } from '#test/lab/answers.ts';
import { capture, inGuest, type Ran, restore, undermount } from '#test/lab/guest.ts';
import { dmNumber } from '#test/lab/guest-storage.ts';

/** A volume that nobody uses, and one with a filesystem mounted in every mount namespace that copied the host's. */
const suspended = ['lab-vol101', 'lab-ext'];

describe('a capture of a host with suspended thin devices', () => {
  let without: Ran & { file: string };
  let taken: Ran & { file: string };
  let analysis: AnalysisJson;

  beforeAll(async () => {
    await restore('broken');
    without = await capture('root', []);
    for (const name of suspended) await inGuest(`dmsetup suspend --nolockfs ${name}`);
    taken = await capture('root', []);
    analysis = JSON.parse((await undermount(['analyze', taken.file, '--json'])).stdout);
  });

  afterAll(async () => {
    for (const name of suspended) await inGuest(`dmsetup resume ${name}`);
  });

  it('is as whole as without them, and not slower', () => {
    expect([without.code, taken.code], taken.stderr).toEqual([0, 0]);
    expect(analysis.completeness.filter((c) => c.status !== 'ok' && c.status !== 'not-applicable')).toEqual([]);
    // What waits for a suspended device waits until its collector is cut, which would show above; a busy machine is not meant.
    expect(taken.seconds).toBeLessThan(without.seconds * 3 + 30);
  });

  it('is of devices that are still suspended', async () => {
    for (const name of suspended)
      expect(await inGuest(`dmsetup info -c --noheadings -o suspended ${name}`)).toBe('Suspended');
  });

  it('names both by T-25, and no device without a table', async () => {
    const numbers = await Promise.all(suspended.map(dmNumber));
    const found = analysis.outcomes.find((o) => o.code === 'T-25')!;
    expect(found.answer).toBe('fires');
    expect(found.findings!.map((f) => f.subjects[0]!.id).sort()).toEqual(numbers.sort());
  });
});
