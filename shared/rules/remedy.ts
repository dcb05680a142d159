import type { Message } from '#shared/base/message.ts';
import type { Process } from '#shared/model/process.ts';
import { shellQuote } from '#shared/model/shell-quote.ts';
import type { RemedyStep } from '#shared/rules/rule.ts';

/** One printed step. A word that cannot be shown safely leaves the step without a command, never with a wrong one. */
export function remedyStep(say: Message, argv: readonly string[] | null, runIn: RemedyStep['runIn']): RemedyStep {
  const words = argv?.map(shellQuote) ?? [];
  const command = argv === null || words.includes(null) ? null : words.join(' ');
  return { say, command, runIn };
}

/** Ends a process, but only the one that was captured: the same pid started at another tick is left alone. */
export function killStep(say: Message, { pid, startTicks }: Pick<Process, 'pid' | 'startTicks'>): RemedyStep {
  const check = `[ "$(sed 's/.*) //' /proc/${pid}/stat | cut -d' ' -f20)" = ${startTicks} ]`;
  return { say, command: `${check} && kill ${pid}`, runIn: 'host' };
}
