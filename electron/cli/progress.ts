import type { CliIo } from '#electron/cli/io.ts';
import { sizeText } from '#electron/cli/size-text.ts';
import type { Asks } from '#electron/node/ssh/asks.ts';
import type { LiveProgress } from '#electron/node/ssh/live-progress.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import type { CollectorProgress } from '#shared/ipc/payloads.ts';
import { msg, say } from '#shared/messages/index.ts';

export interface ProgressDisplay {
  readonly report: (progress: LiveProgress) => void;
  /** The same questions, asked with no progress line in the way. */
  quietWhile(asks: Asks): Asks;
  end(): void;
}

/**
 * Progress of a capture on stderr. On a terminal: a line for each collector when it has ended, below them one
 * that changes. Elsewhere: one summary at the end.
 */
export function showProgress(io: CliIo): ProgressDisplay {
  const ended = new Set<string>();
  let latest: LiveProgress | null = null;
  let quiet = false;
  const moving = (text: string) => {
    if (io.errIsTerminal) io.err(`\r\x1b[K${escapeForDisplay(text).slice(0, Math.max(20, io.columns - 1))}`);
  };
  return {
    report(progress) {
      latest = progress;
      if (!io.errIsTerminal || quiet) return;
      for (const row of progress.collectors.filter((r) => hasEnded(r) && !ended.has(r.collector))) {
        ended.add(row.collector);
        moving(collectorLine(row));
        io.err('\n');
      }
      moving(stepLine(progress, ended.size));
    },
    quietWhile(asks) {
      const still = async <T>(ask: () => Promise<T>): Promise<T> => {
        quiet = true;
        moving('');
        try {
          return await ask();
        } finally {
          quiet = false;
        }
      };
      return {
        attended: asks.attended,
        hostKey: (question) => still(() => asks.hostKey(question)),
        secret: (question) => still(() => asks.secret(question)),
        fromServer: (question) => still(() => asks.fromServer(question)),
      };
    },
    end() {
      moving('');
      if (latest !== null && latest.bytes > 0) io.err(`${escapeForDisplay(summaryLine(latest))}\n`);
    },
  };
}

const hasEnded = ({ status }: CollectorProgress) => status !== 'queued' && status !== 'running';

function collectorLine({ collector, status, bytes, elapsedMs, because }: CollectorProgress): string {
  const figures = `${sizeText(bytes).padStart(9)}  ${secondsText(elapsedMs).padStart(7)}`;
  return `  ${collector.padEnd(24)}  ${status.padEnd(14)} ${figures}  ${because}`.trimEnd();
}

function stepLine({ step, collectors, bytes, elapsedMs }: LiveProgress, done: number): string {
  const running = collectors.find((c) => c.status === 'running')?.collector ?? '';
  const counts = { done, of: collectors.length, size: sizeText(bytes), time: secondsText(elapsedMs) };
  return say(msg('cli.progress.step', { step: say(msg(`cli.step.${step}`)), running, ...counts }));
}

function summaryLine({ collectors, bytes, elapsedMs }: LiveProgress): string {
  const counts = new Map<string, number>();
  for (const { status } of collectors) counts.set(status, (counts.get(status) ?? 0) + 1);
  const list = [...counts].map(([status, n]) => `${n} ${status}`).join(', ');
  return say(msg('cli.progress.summary', { list, size: sizeText(bytes), time: secondsText(elapsedMs) }));
}

const secondsText = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
