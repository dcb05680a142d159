import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromRoot } from './root.ts';

const lock = fromRoot('dist/lock');

/** One build at a time: two commands started together must not write dist/ over each other. */
export async function withBuildLock<T>(work: () => Promise<T>): Promise<T> {
  mkdirSync(fromRoot('dist'), { recursive: true });
  while (!tryTake()) await sleep(100);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function tryTake(): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!isHeld()) rmSync(lock, { force: true });
    return false;
  }
}

/** A builder that was killed leaves its file behind; its pid tells. */
function isHeld(): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // Empty for an instant between creation and the pid's arrival: counts as held.
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
