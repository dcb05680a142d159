import type { FromChild, ToChild } from '#electron/analysis/protocol.ts';

/**
 * A running child, however it was started: `utilityProcess` under Electron, `child_process.fork` elsewhere.
 * The child has a memory limit, no credentials in its environment, and disarms its network before it reads a byte.
 */
export interface AnalysisProcess {
  readonly pid: number | undefined;
  post(message: ToChild): void;
  onMessage(listener: (message: FromChild) => void): void;
  /** `reason` is a fact for the user: `signal SIGKILL`, `exit code 134`. Called once, also after `kill`. */
  onExit(listener: (reason: string) => void): void;
  kill(): void;
}

export type SpawnAnalysis = () => AnalysisProcess;

/** Heap of one child. A capture of 500 namespaces needs a tenth of it; an archive that needs more is refused by its death, not by ours. */
export const childHeapMiB = 1536;

/** Resident memory of one child, with what is outside its heap. */
export const childResidentMiB = 2048;

/** Its exit code past that. */
export const outOfMemoryExit = 86;

/** Whether a child's last words mean that it needed too much: V8 aborts when its heap is full. */
export const ranOutOfMemory = (reason: string): boolean =>
  [`exit code ${outOfMemoryExit}`, 'exit code 134', 'signal SIGABRT'].includes(reason);
