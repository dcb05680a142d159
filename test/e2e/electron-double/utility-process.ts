import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';

/**
 * `utilityProcess.fork`: a plain child whose `process.parentPort` is its IPC channel (see
 * utility-child.ts). Electron's own process, its sandbox and its V8 are not imitated.
 */
export const utilityProcess = {
  fork(entry: string, args: readonly string[], options: { execArgv?: string[]; env?: NodeJS.ProcessEnv }) {
    const shim = new URL('./utility-child.ts', import.meta.url).href;
    const child = fork(entry, args, {
      execArgv: ['--import', shim, ...(options.execArgv ?? [])],
      env: options.env ?? {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const events = new EventEmitter();
    child.on('message', (message) => events.emit('message', message));
    child.on('exit', (code) => events.emit('exit', code ?? 1));
    child.on('error', () => {});
    return Object.assign(events, {
      get pid() {
        return child.pid;
      },
      postMessage: (message: object) => child.connected && child.send(message),
      kill: () => child.kill('SIGKILL'),
    });
  },
};
