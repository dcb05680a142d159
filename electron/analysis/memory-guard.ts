import { childResidentMiB, outOfMemoryExit } from '#electron/analysis/analysis-process.ts';

const everyMs = 200;

/**
 * Ends this process when it is larger than it may be: the heap's own limit does not count bodies of records and what
 * decoders hold. Between two looks the heap's limit and the reader's own still stand.
 */
export function guardMemory(): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > childResidentMiB * 1024 ** 2) process.exit(outOfMemoryExit);
  }, everyMs).unref();
}
