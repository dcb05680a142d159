import { readdirSync, readFileSync, statSync } from 'node:fs';

interface Entry {
  readonly pid: number;
  readonly parent: number;
}

/** Every process visible now; those that vanish while we look are left out. */
function processes(): Entry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        return [{ pid: Number(name), parent }];
      } catch {
        return [];
      }
    });
}

/** The process and all its descendants, parents first. */
export function treeOf(root: number): number[] {
  const all = processes();
  const found = [root];
  for (const pid of found) found.push(...all.filter((p) => p.parent === pid).map((p) => p.pid));
  return found;
}

export function killTree(root: number): void {
  for (const pid of treeOf(root)) kill(pid);
}

/** Ends what a temporary user of ours left running. The uid was made by this test, so nobody else's process has it. */
export function killTreeOfUser(uid: number): void {
  if (!(uid >= 1000)) throw new Error(`refusing to kill the processes of uid ${uid}`);
  for (const { pid } of processes()) {
    try {
      if (statSync(`/proc/${pid}`).uid === uid) kill(pid);
    } catch {
      // It ended by itself.
    }
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
