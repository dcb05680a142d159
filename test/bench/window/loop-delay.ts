/**
 * Loaded into the serving process (`--import`): on SIGUSR2 it writes its longest event loop delay, ms, since the signal
 * before to the file that UNDERMOUNT_BENCH_DELAY names, and counts anew. Its analysis child has an empty environment.
 */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const file = process.env.UNDERMOUNT_BENCH_DELAY;
if (file === undefined) throw new Error('UNDERMOUNT_BENCH_DELAY is not set');
/** ms; a delay is told to this, which is far below what a person or a page notices. */
const resolution = 5;
const delays = monitorEventLoopDelay({ resolution });
delays.enable();
process.on('SIGUSR2', () => {
  writeFileSync(file, JSON.stringify({ longestMs: delays.max / 1e6 - resolution }));
  delays.reset();
});
