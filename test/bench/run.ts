/**
 * `npm run bench [-- leak|cliff|thin-metadata|archives|window] [-- --scale 0.1]`: the benchmarks of this folder's README,
 * each a ratio within one run. `window` also takes `--runs N`, `--way upload|path|many-mounts`, `--report FILE` (one packed before) and
 * `--traces DIR` (keeps what Chromium's performance panel reads).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchArchives } from '#test/bench/archives.ts';
import { benchThinMetadata } from '#test/bench/thin-metadata.ts';
import { benchWindow } from '#test/bench/window.ts';

interface Seconds {
  readonly what: string;
  readonly seconds: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '1' },
    runs: { type: 'string', default: '3' },
    way: { type: 'string' },
    report: { type: 'string' },
    traces: { type: 'string' },
  },
});
const scale = Number(values.scale);
if (!(scale > 0 && scale <= 1)) throw new Error('--scale is a number above 0, at most 1');
const all = ['leak', 'cliff', 'thin-metadata', 'archives', 'window'];
const wanted = positionals.length === 0 ? all : positionals;
const here = import.meta.dirname;
const cli = path.resolve(here, '../../dist/cli/undermount.js');

const needsCli = wanted.some((name) => name === 'leak' || name === 'cliff');
const built =
  needsCli &&
  spawnSync(process.execPath, [path.resolve(here, '../../build/run.ts'), '--version'], {
    encoding: 'utf8',
  });
if (built && (built.status !== 0 || !existsSync(cli)))
  throw new Error(`the command line could not be built: ${built.stderr}`);

const scaled = (n: number) => Math.max(1, Math.round(n * scale));
const worlds: Readonly<
  Record<
    string,
    {
      readonly title: string;
      readonly options: readonly number[];
      readonly goals: readonly (readonly [string, number])[];
    }
  >
> = {
  leak: {
    title: 'P-1 leak answer',
    options: [scaled(5000), scaled(500), 2000],
    goals: [
      ["find-busy-mnt.sh's method", 15],
      ['find /proc/*/mounts | xargs grep', 6],
    ],
  },
  cliff: { title: 'P-2 slave cliff', options: [1000, 60, 30], goals: [['cat mountinfo, once per namespace', 5]] },
};

let missed = 0;
for (const name of wanted) {
  if (name === 'thin-metadata') {
    missed += benchThinMetadata(scale);
    continue;
  }
  if (name === 'archives') {
    missed += await benchArchives(scale);
    continue;
  }
  if (name === 'window') {
    const ways = ['upload', 'path', 'many-mounts'] as const;
    const way = ways.find((w) => w === values.way);
    if (values.way !== undefined && way === undefined) throw new Error(`--way is one of ${ways.join(', ')}`);
    missed += await benchWindow({
      scale,
      runs: Number(values.runs),
      ways: way === undefined ? ways : [way],
      report: values.report ?? null,
      traces: values.traces ?? null,
    });
    continue;
  }
  const world = worlds[name];
  if (!world) throw new Error(`no benchmark is called ${name}: ${all.join(', ')}`);
  const answers = measure(name, world.options);
  const ours = answers[0]!;
  console.log(`${world.title} (${world.options.join(', ')}): ${ours.what} ${ours.seconds.toFixed(1)} s`);
  for (const [what, goal] of world.goals) {
    const peer = answers.find((a) => a.what === what)!;
    const ratio = peer.seconds / ours.seconds;
    // Fixed costs weigh more on a small world: goals are those of the whole one.
    const verdict = scale < 1 ? `(goal ${goal} at scale 1)` : ratio >= goal ? `reaches ${goal}` : `MISSES ${goal}`;
    if (scale === 1 && ratio < goal) missed++;
    console.log(`  ${what}: ${peer.seconds.toFixed(1)} s, ${ratio.toFixed(1)}x ${verdict}`);
  }
}
process.exitCode = missed > 0 ? 1 : 0;

function measure(kind: string, options: readonly number[]): readonly Seconds[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'um-bench-'));
  const ready = `${folder}.json`;
  try {
    const tree = ['-mpf', '--kill-child', '--mount-proc', '--propagation', 'private'];
    const world = ['python3', path.join(here, 'world.py'), kind, folder, ready, ...options.map(String), '--'];
    const inside = [process.execPath, path.join(here, 'inside.ts'), kind, ready, cli];
    const run = spawnSync('unshare', [...tree, ...world, ...inside], { encoding: 'utf8', maxBuffer: 1e9 });
    if (run.status !== 0) throw new Error(`${kind}: ${run.stderr}`);
    return JSON.parse(run.stdout) as Seconds[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(ready, { force: true });
  }
}
