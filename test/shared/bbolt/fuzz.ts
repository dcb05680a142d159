/**
 * Mutated files by the thousand: `node test/shared/bbolt/fuzz.ts [count] [first seed]`, 50,000 from seed 1 unless told.
 *
 * Ends with 1 and the seed when a file throws, takes longer than two seconds, or memory grows beyond 1 GiB.
 */
import { bases, othersOf } from '#test/shared/bbolt/bases.ts';
import { judge } from '#test/shared/bbolt/judge.ts';
import { mutate } from '#test/shared/bbolt/mutate.ts';
import { Random } from '#test/shared/bbolt/random.ts';

const count = Number(process.argv[2] ?? 50_000);
const first = Number(process.argv[3] ?? 1);
const longest = 2000;
const mostMemory = 2 ** 30;

const started = performance.now();
const seen = { opened: 0, damaged: 0, rows: 0, slowest: 0, slowestSeed: 0, memory: 0 };
for (let seed = first; seed < first + count; seed++) {
  const random = new Random(seed);
  const base = random.pick(bases);
  const file = mutate(base, othersOf(base), random);
  try {
    const { opened, damage, rows, ms } = judge(file);
    if (opened) seen.opened++;
    if (damage > 0) seen.damaged++;
    seen.rows += rows;
    if (ms > seen.slowest) [seen.slowest, seen.slowestSeed] = [ms, seed];
    if (seed % 500 === 0) seen.memory = Math.max(seen.memory, process.memoryUsage().rss);
    if (ms > longest) throw new Error(`${ms.toFixed(0)} ms`);
    if (seen.memory > mostMemory) throw new Error(`${seen.memory} bytes of memory`);
  } catch (fault) {
    console.error(`seed ${seed}, from ${base.name}:`, fault);
    process.exitCode = 1;
    break;
  }
}
const seconds = ((performance.now() - started) / 1000).toFixed(0);
const { opened, damaged, rows, slowest, slowestSeed, memory } = seen;
console.log(
  `${count} files in ${seconds} s: ${opened} opened, ${damaged} of them with damage named, ${rows} rows; ` +
    `the slowest took ${slowest.toFixed(0)} ms (seed ${slowestSeed}), memory at most ${(memory / 2 ** 20).toFixed(0)} MiB`,
);
