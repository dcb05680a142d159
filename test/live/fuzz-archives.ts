/** `npm run fuzz:archives [-- --count 20000 --seed 1 --from 0]`: mutated archives, two processes at a time. */
import { parseArgs } from 'node:util';
import { readMutated } from '#test/live/mutated-archives.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
  },
});
const [count, seed, from] = [Number(values.count), Number(values.seed), Number(values.from)];
const started = performance.now();
const half = Math.ceil(count / 2);
const tell = (name: string) => (done: number) => {
  if (done % 1000 === 0) console.log(`${name}: ${done} read, ${((performance.now() - started) / 1000).toFixed(0)} s`);
};
const runs = await Promise.all([
  readMutated(from, half, seed, tell('one')),
  readMutated(from + half, count - half, seed, tell('two')),
]);
const outcomes = new Map<string, number>();
for (const run of runs) for (const [what, n] of run.outcomes) outcomes.set(what, (outcomes.get(what) ?? 0) + n);
for (const [what, n] of [...outcomes].sort((a, b) => b[1] - a[1])) console.log(`${String(n).padStart(7)}  ${what}`);
const failures = runs.flatMap((run) => run.failures);
for (const failure of failures) console.log(`FAILED ${failure}`);
const peak = Math.max(...runs.map((run) => run.peakBytes)) / 1024 ** 2;
const slowest = Math.max(...runs.map((run) => run.slowestMs)) / 1000;
const seconds = (performance.now() - started) / 1000;
console.log(
  `${count} archives in ${seconds.toFixed(0)} s, ${failures.length} failures, peak ${peak.toFixed(0)} MiB, slowest ${slowest.toFixed(1)} s`,
);
process.exitCode = failures.length > 0 ? 1 : 0;
