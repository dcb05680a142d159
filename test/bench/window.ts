/**
 * P-4 in the window: the report of P-4 opened in hosted mode by a real Chromium, by upload and by its place, while a
 * person goes on working. Peer of the time: the program that unpacks it. Checked: how many namespaces the window shows.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { p4, scaled, writeBigSosreport } from '#test/bench/big-sosreport.ts';
import { time } from '#test/bench/measure.ts';
import { measureWindow, phases, type Way, type WindowFigures } from '#test/bench/window/measure-window.ts';
import { buildProduct } from '#test/e2e/built.ts';

const goals = { ratio: 2, childMiB: 512, taskMs: 100 };

export interface WindowBench {
  readonly scale: number;
  readonly runs: number;
  readonly ways: readonly Way[];
  /** A packed report made before; null: made anew. */
  readonly report: string | null;
  /** Folder for traces with profiles, `WAY-RUN.json`; null: none. */
  readonly traces: string | null;
}

/** Number of goals missed, by the best run of each way. */
export async function benchWindow({ scale, runs, ways, report, traces }: WindowBench): Promise<number> {
  buildProduct();
  const dir = mkdtempSync(path.join(tmpdir(), 'um-bench-'));
  let missed = 0;
  try {
    const world = scaled(p4, scale);
    const file = report ?? path.join(dir, 'report.tar.gz');
    if (!existsSync(file)) await pack(file, scale);
    const peer = time('gzip -dc', () =>
      String(spawnSync('gzip', ['-dc', file], { stdio: ['ignore', 'ignore', 'inherit'] }).status),
    );
    console.log(`P-4 in the window, scale ${scale}: gzip -dc ${peer.seconds.toFixed(1)} s`);
    for (const way of ways) {
      const figures: WindowFigures[] = [];
      for (let run = 1; run <= runs; run++) {
        const traceFile = traces === null ? null : path.join(traces, `${way}-${run}.json`);
        const one = await measureWindow(file, way, { traceFile, lookMs: 400, namespaces: world.namespaces });
        figures.push(one);
        console.log(tell(way, run, one, peer.seconds));
      }
      missed += verdict(way, figures, peer.seconds, scale);
    }
  } finally {
    rmSync(dir, { recursive: true });
  }
  return missed;
}

async function pack(file: string, scale: number): Promise<void> {
  const tar = file.replace(/\.gz$/, '');
  await writeBigSosreport(tar, scaled(p4, scale));
  execFileSync('sh', ['-c', 'gzip -1 -c "$1" > "$2"', 'sh', tar, file]);
  rmSync(tar);
}

const ms = (value: number) => `${Math.round(value)} ms`;
const longestOf = (all: readonly number[]) => Math.max(0, ...all);

function tell(way: Way, run: number, f: WindowFigures, unpackSeconds: number): string {
  const walls = phases.map((p) => `${p} ${ms(longestOf(f.longTasks[p].map((t) => t.wallMs)))}`).join(', ');
  const tasks = f.traced
    .slice(0, 5)
    .map(({ wallMs, cpuMs, within }) => `      ${ms(wallMs)} (processor ${ms(cpuMs)}): ${within.join(' > ')}`);
  return [
    `  ${way} ${run}: findings after ${f.seconds.toFixed(1)} s (${(f.seconds / unpackSeconds).toFixed(2)}x), page after ${f.pageSeconds.toFixed(1)} s, ` +
      `child ${f.childMiB.toFixed(0)} MiB, server ${f.serverMiB.toFixed(0)} MiB, server's longest delay ${ms(f.longestDelayMs)}`,
    `    longest task of the window: ${walls}; of processor time ${ms(longestOf(f.traced.map((t) => t.cpuMs)))}`,
    ...tasks,
  ].join('\n');
}

/** The best run counts: what other work adds to a run is not ours, and nothing of ours takes less in one run than in all. */
function verdict(way: Way, figures: readonly WindowFigures[], unpackSeconds: number, scale: number): number {
  const best = (of: (f: WindowFigures) => number) => Math.min(...figures.map(of));
  const ratio = best((f) => f.seconds) / unpackSeconds;
  const childMiB = Math.max(...figures.map((f) => f.childMiB));
  const taskMs = best((f) => longestOf(phases.flatMap((p) => f.longTasks[p].map((t) => t.wallMs))));
  const delayMs = best((f) => f.longestDelayMs);
  const misses = [
    ...(scale === 1 && ratio > goals.ratio ? [`${goals.ratio}x`] : []),
    ...(childMiB > goals.childMiB ? [`${goals.childMiB} MiB`] : []),
    ...(taskMs > goals.taskMs ? [`${goals.taskMs} ms`] : []),
  ];
  console.log(
    `  ${way}: ${ratio.toFixed(2)}x, child ${childMiB.toFixed(0)} MiB, longest task ${ms(taskMs)}, longest delay of the server ${ms(delayMs)}: ` +
      (misses.length === 0 ? 'reaches the goals' : `MISSES ${misses.join(', ')}`),
  );
  return misses.length;
}
