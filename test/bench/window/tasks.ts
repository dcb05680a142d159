/** What kept the main thread of a page busy: Chromium's own long tasks, and its trace of them. */
import { createWriteStream } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';

/** One task of the page's main thread of over 50 ms. */
export interface LongTask {
  /** ms since the epoch. */
  readonly at: number;
  readonly wallMs: number;
}

/** Before the page is loaded: keeps its long tasks from the first one on. */
export async function observeLongTasks(page: Page): Promise<() => Promise<readonly LongTask[]>> {
  await page.addInitScript(() => {
    const seen: { at: number; wallMs: number }[] = [];
    Object.assign(window, { __benchLongTasks: seen });
    const keep = (list: PerformanceObserverEntryList) => {
      for (const { startTime, duration } of list.getEntries()) {
        seen.push({ at: performance.timeOrigin + startTime, wallMs: duration });
      }
    };
    new PerformanceObserver(keep).observe({ type: 'longtask', buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { __benchLongTasks: LongTask[] }).__benchLongTasks);
}

/** One long task as the trace has it. */
export interface TracedTask {
  /** µs of the trace's clock. */
  readonly from: number;
  readonly wallMs: number;
  /** Processor time of the thread in it: what it would take with a processor to itself. */
  readonly cpuMs: number;
  /** What took most of it, longest first: `name what ms`. */
  readonly within: readonly string[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: Record<string, unknown>; readonly name?: string };
}

const categories = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'v8', 'blink.user_timing'];

/** Begins a trace of the page. `stop` ends it and tells the tasks of its main thread of `overMs` and more, longest first. */
export async function traceTasks(page: Page, cpuProfile: boolean) {
  const cdp = await page.context().browser()!.newBrowserCDPSession();
  const profiling = ['disabled-by-default-v8.cpu_profiler', 'disabled-by-default-v8.cpu_profiler.hires'];
  await cdp.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: {
      recordMode: 'recordAsMuchAsPossible',
      excludedCategories: ['*'],
      includedCategories: cpuProfile ? [...categories, ...profiling] : categories,
    },
  });
  return {
    /** `file`: keeps the whole trace there, for the performance panel of a browser's tools. */
    async stop(overMs: number, file?: string): Promise<readonly TracedTask[]> {
      const ended = new Promise<string>((resolve) => cdp.once('Tracing.tracingComplete', (e) => resolve(e.stream!)));
      await cdp.send('Tracing.end');
      const text = await readStream(cdp, await ended);
      if (file !== undefined) createWriteStream(file).end(text);
      await cdp.detach();
      return longest((JSON.parse(text) as { traceEvents: TraceEvent[] }).traceEvents, overMs);
    },
  };
}

async function readStream(cdp: CDPSession, handle: string): Promise<string> {
  const pieces: Buffer[] = [];
  for (;;) {
    const { data, eof, base64Encoded } = await cdp.send('IO.read', { handle, size: 4 << 20 });
    pieces.push(Buffer.from(data, base64Encoded ? 'base64' : 'utf8'));
    if (eof) break;
  }
  await cdp.send('IO.close', { handle });
  return Buffer.concat(pieces).toString('utf8');
}

function longest(events: readonly TraceEvent[], overMs: number): readonly TracedTask[] {
  // Chromium has pages of its own, in processes of their own: ours is the one whose code came from the server.
  const page = events.find((e) => /^http:\/\/127\.0\.0\.1:\d+\/assets\//.test(String(e.args?.data?.url)))?.pid;
  const main = events.find((e) => e.pid === page && e.name === 'thread_name' && e.args?.name === 'CrRendererMain');
  if (!main) throw new Error('the trace has no main thread of the page');
  const ofMain = events.filter((e) => e.ph === 'X' && e.dur !== undefined && e.pid === main.pid && e.tid === main.tid);
  return ofMain
    .filter((e) => e.name === 'RunTask' && e.dur! / 1000 >= overMs)
    .map((task) => ({
      from: task.ts,
      wallMs: task.dur! / 1000,
      cpuMs: (task.tdur ?? 0) / 1000,
      within: partsOf(task, ofMain),
    }))
    .sort((a, b) => b.wallMs - a.wallMs);
}

/** Parts of a task, nested ones among them, that took a tenth of it or more. */
function partsOf(task: TraceEvent, events: readonly TraceEvent[]): readonly string[] {
  return events
    .filter((e) => e !== task && e.pid === task.pid && e.tid === task.tid)
    .filter((e) => e.ts >= task.ts && e.ts + e.dur! <= task.ts + task.dur! && e.dur! * 10 >= task.dur!)
    .sort((a, b) => b.dur! - a.dur!)
    .slice(0, 8)
    .map(({ name, dur, args }) => {
      const { type, functionName, url } = args?.data ?? {};
      const what = [type, functionName, typeof url === 'string' ? url.replace(/.*\//, '') : undefined];
      return [name, ...what.filter((w) => typeof w === 'string' && w !== ''), Math.round(dur! / 1000)].join(' ');
    });
}
