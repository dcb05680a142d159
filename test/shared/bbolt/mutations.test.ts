import { expect, it } from 'vitest';
import { bases, history, othersOf } from '#test/shared/bbolt/bases.ts';
import { judge } from '#test/shared/bbolt/judge.ts';
import { corpusListing, listingOf, openSound, withoutPath } from '#test/shared/bbolt/listing.ts';
import { mutate, tear } from '#test/shared/bbolt/mutate.ts';
import { Random } from '#test/shared/bbolt/random.ts';

/** What CI has time for; `node test/shared/bbolt/fuzz.ts` does 50,000. */
const count = 400;

it(`${count} mutated files neither break, hang nor swell the reader`, { timeout: 60_000 }, () => {
  let opened = 0;
  let damaged = 0;
  for (let seed = 1; seed <= count; seed++) {
    const random = new Random(seed);
    const base = random.pick(bases);
    const verdict = judge(mutate(base, othersOf(base), random));
    if (verdict.opened) opened++;
    if (verdict.damage > 0) damaged++;
    expect(verdict.ms, `seed ${seed}`).toBeLessThan(10_000);
  }
  // Mutations that nothing notices prove nothing: most of them are.
  expect(opened).toBeGreaterThan(count / 2);
  expect(damaged).toBeGreaterThan(count / 2);
});

it('a torn copy holds no key and no value that was in no state, and mostly says that it is torn', {
  timeout: 60_000,
}, () => {
  const all = new Set(history.flatMap((state) => corpusListing(state.name).slice(1).map(withoutPath)));
  let told = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const random = new Random(seed);
    const first = random.below(history.length - 2);
    const later = history[first + 2 + random.below(history.length - first - 2)]!;
    const file = Buffer.from(history[first]!.file);
    tear(file, 4096, later, random);
    const database = openSound(file);
    if (database.damage.length > 0) told++;
    for (const line of listingOf(database)) if (!all.has(withoutPath(line))) throw new Error(`seed ${seed}: ${line}`);
  }
  expect(told).toBeGreaterThan(100);
});
