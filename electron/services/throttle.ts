/** Passes the first value on at once and then at most one per `everyMs`, always ending with the newest. */
export interface Throttle<T> {
  push(value: T): void;
  /** Sends what waits, now. */
  flush(): void;
}

export function throttle<T>(everyMs: number, send: (value: T) => void): Throttle<T> {
  let waiting: { readonly value: T } | null = null;
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    const next = waiting;
    waiting = null;
    if (next) send(next.value);
  };
  return {
    push(value) {
      waiting = { value };
      if (timer) return;
      flush();
      timer = setTimeout(() => {
        timer = null;
        if (waiting) this.push(waiting.value);
      }, everyMs);
      timer.unref();
    },
    flush,
  };
}
