import { randomUUID } from 'node:crypto';
import type { Prompt, PromptAnswer } from '#shared/ipc/payloads.ts';

type Unasked<P extends Prompt> = P extends Prompt ? Omit<P, 'promptId'> : never;
export type Question = Unasked<Prompt>;

/**
 * Questions of connections to the person in front of the window.
 *
 * An answer goes once to the question it names and to no other; what does not fit its kind (a password
 * for a host key) counts as a refusal. Secrets pass through and are kept nowhere.
 */
export interface Prompts {
  /** Null: refused, or the capture was cancelled. */
  ask(question: Question, signal: AbortSignal): Promise<Exclude<PromptAnswer, { kind: 'refuse' }> | null>;
  answer(answer: PromptAnswer): void;
  /** For a page that was loaded again or reconnected: what still waits. */
  pending(): readonly Prompt[];
}

const fits: Record<Prompt['kind'], PromptAnswer['kind']> = {
  'host-key': 'trust-host-key',
  secret: 'secret',
  'from-server': 'from-server',
};

export function createPrompts(emit: (prompt: Prompt) => void): Prompts {
  const waiting = new Map<string, { prompt: Prompt; settle: (answer: PromptAnswer | null) => void }>();
  return {
    ask(question, signal) {
      if (signal.aborted) return Promise.resolve(null);
      const prompt = { ...question, promptId: randomUUID() } as Prompt;
      return new Promise((resolve) => {
        const giveUp = () => settle(null);
        const settle = (answer: PromptAnswer | null) => {
          waiting.delete(prompt.promptId);
          signal.removeEventListener('abort', giveUp);
          resolve(answer === null || answer.kind === 'refuse' || answer.kind !== fits[prompt.kind] ? null : answer);
        };
        waiting.set(prompt.promptId, { prompt, settle });
        signal.addEventListener('abort', giveUp);
        emit(prompt);
      });
    },
    answer: (answer) => waiting.get(answer.promptId)?.settle(answer),
    pending: () => [...waiting.values()].map(({ prompt }) => prompt),
  };
}
