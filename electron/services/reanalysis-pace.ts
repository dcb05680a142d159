/** Pause between two analyses of a running capture, ms, and how many times its own duration an analysis must wait. */
const everyMs = 4_000;
const share = 8;

/**
 * When a running capture is worth analysing again: as soon as the first sample is whole, and then every few
 * seconds, but never so often that analysing takes more than a ninth of the time. One at a time.
 */
export interface ReanalysisPace {
  isDue(now: number, firstSampleWhole: boolean): boolean;
  begun(): void;
  ended(now: number, tookMs: number): void;
}

export function reanalysisPace(startedAt: number): ReanalysisPace {
  let next = startedAt + everyMs;
  let busy = false;
  let sawFirstSample = false;
  return {
    isDue(now, firstSampleWhole) {
      if (busy) return false;
      if (firstSampleWhole && !sawFirstSample) {
        sawFirstSample = true;
        return true;
      }
      return now >= next;
    },
    begun: () => {
      busy = true;
    },
    ended(now, tookMs) {
      busy = false;
      next = now + Math.max(everyMs, share * tookMs);
    },
  };
}
