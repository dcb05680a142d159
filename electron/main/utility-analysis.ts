import { utilityProcess } from 'electron';
import { type AnalysisProcess, childHeapMiB } from '#electron/analysis/analysis-process.ts';
import { childEntry } from '#electron/analysis/fork-analysis.ts';
import type { FromChild } from '#electron/analysis/protocol.ts';

/** The analysis process under Electron: no environment, no output, a heap of its own. */
export function utilityAnalysis(): AnalysisProcess {
  const child = utilityProcess.fork(childEntry, [], {
    execArgv: [`--max-old-space-size=${childHeapMiB}`],
    env: {},
    stdio: 'ignore',
    serviceName: 'Undermount analysis',
  });
  return {
    get pid() {
      return child.pid;
    },
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', (message: FromChild) => listener(message)),
    onExit: (listener) => child.once('exit', (code) => listener(`exit code ${code}`)),
    kill: () => child.kill(),
  };
}
