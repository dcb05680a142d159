import { Worker } from 'node:worker_threads';

/**
 * Looks for secrets in the argv and environment of every process, again and again, in a thread of this process.
 * What to look for travels by message, so that the search itself puts it nowhere.
 */
export interface ProcSampler {
  watchFor(name: string, secret: string): void;
  /** Where it saw what, so far. */
  seen(): readonly string[];
  /** Ends it: how many rounds over /proc it made, and where it saw what. */
  stop(): Promise<{ readonly rounds: number; readonly seen: readonly string[] }>;
}

export function startProcSampler(): ProcSampler {
  const worker = new Worker(code, { eval: true });
  const seen: string[] = [];
  const ended = new Promise<{ rounds: number }>((resolve) => {
    worker.on('message', (told: string | { rounds: number }) =>
      typeof told === 'string' ? void seen.push(told) : resolve(told),
    );
  });
  return {
    seen: () => seen,
    watchFor: (name, secret) => worker.postMessage({ name, secret }),
    stop: async () => {
      worker.postMessage('stop');
      const { rounds } = await ended;
      await worker.terminate();
      return { rounds, seen };
    },
  };
}

const code = `
const { parentPort } = require('node:worker_threads');
const { readdirSync, readFileSync } = require('node:fs');
const secrets = [];
const seen = new Set();
let rounds = 0;
let stopping = false;
parentPort.on('message', (m) => { if (m === 'stop') stopping = true; else secrets.push(m); });
function tell(place) {
  if (seen.has(place)) return;
  seen.add(place);
  parentPort.postMessage(place);
}
function round() {
  rounds += 1;
  for (const pid of readdirSync('/proc')) {
    if (pid < '0' || pid > '9~') continue;
    for (const file of ['cmdline', 'environ']) {
      try {
        const text = readFileSync('/proc/' + pid + '/' + file, 'latin1');
        for (const { name, secret } of secrets) if (text.includes(secret)) tell(name + ' in ' + file + ' of ' + text.split('\\0')[0].slice(0, 60));
      } catch {}
    }
  }
  if (stopping) parentPort.postMessage({ rounds });
  else setTimeout(round, 8);
}
round();
`;
