/**
 * `npm run --silent undermount -- ARGS`: builds what is stale, then runs the command line from the
 * caller's directory. Stdout, stdin, exit code and signals are the command's own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { buildStale } from './build-stale.ts';
import { descriptorsFor } from './inherited-descriptors.ts';
import { fromRoot } from './root.ts';

const args = process.argv.slice(2);
/** Commands that never show a window need no renderer. */
const windowless = ['capture', 'script', 'analyze', 'who', 'figure', 'report', 'diff', 'redact', 'verify'];
const needsWindow = !windowless.includes(args[0] ?? 'open') && !args.some((a) => a === '--help' || a === '--version');

try {
  await buildStale(needsWindow ? ['node', 'preload', 'renderer'] : ['node']);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(70);
}

const child = spawn(process.execPath, [fromRoot('dist/cli/undermount.js'), ...args], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: descriptorsFor(args),
});
forwardSignals(child);
child.on('exit', (code, signal) => {
  if (signal) process.removeAllListeners(signal).kill(process.pid, signal);
  else process.exit(code ?? 70);
});

function forwardSignals(to: ChildProcess): void {
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => to.kill(signal));
  // Ctrl-C on a terminal already went to the whole process group; forwarding it would press it twice.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) to.kill('SIGINT');
  });
}
