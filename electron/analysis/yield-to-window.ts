import os from 'node:os';

/** Where processors are few the window comes first: a task of its own of 10 ms waited 200 ms beside an analysis of equal priority. */
export function yieldToWindow(): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A system that does not let it go on with it as it is.
  }
}
