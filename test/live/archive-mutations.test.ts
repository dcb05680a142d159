/** A sample of what `npm run fuzz:archives` reads: no crash, no hang, nothing written, no more memory than allowed. */
import { expect, it } from 'vitest';
import { readMutated } from '#test/live/mutated-archives.ts';

it('reads 1,000 mutated archives of every packing without a crash, a hang, a file or too much memory', async () => {
  const run = await readMutated(0, 1000, 1);
  expect(run.failures).toEqual([]);
  // The faults were really there: archives were refused and cut, and some were only a little changed.
  const outcomes = [...run.outcomes.keys()];
  expect(outcomes).toEqual(
    expect.arrayContaining(['whole', 'partial: cut', 'partial: packing', 'refused: source-damaged']),
  );
}, 300_000);
