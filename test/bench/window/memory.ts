import { readdirSync, readFileSync } from 'node:fs';

/** Children of a process of ours that is still there. */
function childrenOf(pid: number): readonly number[] {
  const found: number[] = [];
  for (const task of list(`/proc/${pid}/task`)) {
    for (const child of (read(`/proc/${pid}/task/${task}/children`) ?? '').split(' ')) {
      if (child !== '') found.push(Number(child));
    }
  }
  return found;
}

/** The kernel's peak of a process's resident memory, KiB; 0 when it has ended. */
const peakOf = (pid: number): number => Number(/^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? 0);

export interface Peaks {
  /** MiB. */
  readonly serverMiB: number;
  /** Of the largest of its children, which are the analyses. */
  readonly childMiB: number;
}

/** Watches a server and its children; `stop` tells their peaks. A child that ends is lost by at most a quarter second. */
export function watchMemory(server: number): { stop(): Peaks } {
  let peaks: Peaks = { serverMiB: 0, childMiB: 0 };
  const look = () => {
    peaks = {
      serverMiB: Math.max(peaks.serverMiB, peakOf(server) / 1024),
      childMiB: Math.max(peaks.childMiB, ...childrenOf(server).map((pid) => peakOf(pid) / 1024)),
    };
  };
  const timer = setInterval(look, 250);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peaks;
    },
  };
}

function list(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
