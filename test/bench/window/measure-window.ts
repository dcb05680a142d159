/** One opening of one report in the window of hosted mode, with a person who goes on working meanwhile. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type Peaks, watchMemory } from '#test/bench/window/memory.ts';
import { type LongTask, observeLongTasks, type TracedTask, traceTasks } from '#test/bench/window/tasks.ts';
import { lookAt, roam } from '#test/bench/window/user.ts';
import { type HostedApp, startHostedApp } from '#test/e2e/hosted-app.ts';
import { dropFile } from '#test/e2e/opening.ts';
import { goTo, railViews, word } from '#test/e2e/user.ts';

/** How it comes in: its bytes through the browser, or its place on the command line. */
export type Way = 'upload' | 'path';

export interface WindowFigures extends Peaks {
  /** From the drop, or from the start of the server, until its findings stand in the window. */
  readonly seconds: number;
  /** From there, without the person, until the page was there: only `path` has it. */
  readonly pageSeconds: number;
  /** Of the page, as Chromium tells the page itself, by what was going on. */
  readonly longTasks: Readonly<Record<Phase, readonly LongTask[]>>;
  /** The same in its trace: with processor time and what they were. */
  readonly traced: readonly TracedTask[];
  /** Of the server, ms. */
  readonly longestDelayMs: number;
}

export const phases = ['load', 'opening', 'shown'] as const;
export type Phase = (typeof phases)[number];

interface Options {
  /** Where the trace is kept, with a profile of the page's code; null: neither. */
  readonly traceFile: string | null;
  /** How long the person looks at a view, ms. */
  readonly lookMs: number;
  /** A cell of the report's mounts, to know that the right source is in sight. */
  readonly namespaces: number;
}

export async function measureWindow(file: string, way: Way, options: Options): Promise<WindowFigures> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'um-bench-window-'));
  const delayFile = path.join(scratch, 'delay.json');
  const monitor = path.join(import.meta.dirname, 'loop-delay.ts');
  let tasks: () => Promise<readonly LongTask[]> = async () => [];
  let tracing: Awaited<ReturnType<typeof traceTasks>> | null = null;
  const started = Date.now();
  let app: HostedApp | null = null;
  try {
    app = await startHostedApp(way === 'path' ? file : undefined, {
      environment: { NODE_OPTIONS: `--import ${monitor}`, UNDERMOUNT_BENCH_DELAY: delayFile },
      beforeLoad: async (page) => {
        tasks = await observeLongTasks(page);
        tracing = await traceTasks(page, options.traceFile !== null);
      },
    });
    const { page, pid } = app;
    page.setDefaultTimeout(120_000);
    const memory = watchMemory(pid);
    await page.getByRole('main').waitFor();
    const pageThere = Date.now();
    process.kill(pid, 'SIGUSR2');
    await openDemo(page);
    const began = way === 'path' ? started : Date.now();
    if (way === 'upload') await dropFile(page, file);
    const shown = await workUntilShown(page, options);
    for (const view of railViews) await lookAt(page, view, options.lookMs);
    await sleep(2000);
    const seen = await tasks();
    const peaks = memory.stop();
    const longestDelayMs = await delayOf(pid, delayFile);
    const traced = await tracing!.stop(50, options.traceFile ?? undefined);
    return {
      ...peaks,
      seconds: (shown - began) / 1000,
      pageSeconds: (pageThere - started) / 1000,
      longTasks: {
        load: seen.filter(({ at }) => at < pageThere),
        opening: seen.filter(({ at }) => at >= pageThere && at < shown - 2000),
        shown: seen.filter(({ at }) => at >= shown - 2000),
      },
      traced,
      longestDelayMs,
    };
  } finally {
    await app?.stop();
    rmSync(scratch, { recursive: true });
  }
}

/** Something to look at meanwhile. */
async function openDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: word('ui.open-demo') }).click();
  await page.getByRole('listbox').waitFor();
}

/** Until the findings of the report are in sight the person goes through the demo. Checked to be the right ones. */
async function workUntilShown(page: Page, { lookMs, namespaces }: Options): Promise<number> {
  const tab = page.locator('[role="tab"][title$="· sosreport"]');
  let there = false;
  const arrival = tab.waitFor({ timeout: 15 * 60_000 }).then(() => {
    there = true;
  });
  await roam(page, lookMs, () => there);
  await arrival;
  if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  const entry = page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${word('ui.namespaces')}`) });
  await entry.filter({ hasText: new RegExp(`\\D${namespaces}$`) }).waitFor();
  // The person may just have gone elsewhere in it.
  await goTo(page, 'ui.findings');
  await page.getByRole('listbox').waitFor();
  return Date.now();
}

async function delayOf(pid: number, file: string): Promise<number> {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (let i = 0; i < 100; i++) {
    try {
      return (JSON.parse(readFileSync(file, 'utf8')) as { longestMs: number }).longestMs;
    } catch {
      await sleep(100);
    }
  }
  throw new Error('the server does not tell its delays');
}
