import { fork } from 'node:child_process';
import path from 'node:path';
import { type AnalysisProcess, childHeapMiB } from '#electron/analysis/analysis-process.ts';
import type { FromChild } from '#electron/analysis/protocol.ts';

/** The child's entry beside this file: TypeScript in the tree, where Node strips the types itself, JavaScript in dist/. */
export const childEntry = import.meta.filename.endsWith('.ts')
  ? path.join(import.meta.dirname, 'child.ts')
  : path.join(import.meta.dirname, '../analysis/child.js');

/**
 * Node's permission model takes writing, child processes, workers and native addons from the child.
 * Reading stays: the user names the file. The network has no flag before Node 25; see `disarm-network.ts`.
 */
const confinement = ['--permission', '--allow-fs-read=*', `--max-old-space-size=${childHeapMiB}`];

export function forkAnalysis(extraArguments: readonly string[] = []): AnalysisProcess {
  const child = fork(childEntry, [], {
    execArgv: [...confinement, ...extraArguments],
    serialization: 'advanced',
    // Nothing of ours: no agent socket, no token, no proxy, no NODE_OPTIONS.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // A write to a child that just died; `exit` says so to everyone who waits.
  child.on('error', () => {});
  return {
    pid: child.pid,
    post: (message) => {
      if (child.connected) child.send(message);
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as FromChild)),
    onExit: (listener) =>
      child.once('exit', (code, signal) => listener(signal ? `signal ${signal}` : `exit code ${code}`)),
    kill: () => child.kill('SIGKILL'),
  };
}
