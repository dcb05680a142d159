/** One method's answer and how long it took. */
export interface Measured {
  readonly what: string;
  readonly seconds: number;
  readonly output: string;
}

export function time(what: string, run: () => string): Measured {
  const started = performance.now();
  const output = run();
  return { what, seconds: (performance.now() - started) / 1000, output };
}
