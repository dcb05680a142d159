/**
 * `npm run dev`: the desktop window; `npm run dev:web`: the same in the browser. Rebuilds what a saved file
 * makes stale and starts again. The renderer alone needs no restart: reload the window.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { buildStale } from './build-stale.ts';
import { fromRoot } from './root.ts';

const web = process.argv.includes('--web');
const args = [web ? 'serve' : 'open', ...process.argv.slice(2).filter((arg) => arg !== '--web')];

let running: ChildProcess | null = null;
let timer: NodeJS.Timeout | undefined;
/** Top folders with a change since the last build. */
const changed = new Set<string>();

await restart();
for (const folder of ['shared', 'electron', 'renderer']) {
  watch(fromRoot(folder), { recursive: true }, () => {
    changed.add(folder);
    clearTimeout(timer);
    // Editors write a file in several steps.
    timer = setTimeout(() => void rebuild(), 150);
  });
}

async function rebuild(): Promise<void> {
  const onlyRenderer = changed.size === 1 && changed.has('renderer');
  changed.clear();
  if (!onlyRenderer) await restart();
  else if (await built()) process.stderr.write('Built. Reload the window.\n');
}

async function restart(): Promise<void> {
  if (!(await built())) return;
  if (running && running.exitCode === null) {
    running.kill('SIGTERM');
    await once(running, 'exit');
  }
  running = spawn(process.execPath, [fromRoot('dist/cli/undermount.js'), ...args], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: 'inherit',
  });
}

async function built(): Promise<boolean> {
  try {
    await buildStale(['node', 'preload', 'renderer']);
    return true;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}
