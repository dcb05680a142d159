/** Jobs in the order they came, each when the one before has settled. */
export interface OneByOne {
  run<T>(job: () => Promise<T>): Promise<T>;
  /** Jobs that have not settled. */
  waiting(): number;
}

export function oneByOne(): OneByOne {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    run(job) {
      waiting += 1;
      const done = last.then(job).finally(() => {
        waiting -= 1;
      });
      last = done.catch(() => {});
      return done;
    },
    waiting: () => waiting,
  };
}
