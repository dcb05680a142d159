import type { Message } from '#shared/base/message.ts';
import type { CollectorId } from '#shared/collectors/index.ts';
import { firstDoubt } from '#shared/rules/doubt.ts';
import type { Finding, RuleEvidence, RuleOutcome } from '#shared/rules/rule.ts';

type Draft = Pick<Finding, 'id' | 'severity' | 'title' | 'statement' | 'subjects' | 'sources'> & Partial<Finding>;

/** A finding with the lists that have nothing to say left empty. */
export const finding = (draft: Draft): Finding => ({
  remedy: [],
  why: [],
  wrongIf: [],
  notLookedAt: [],
  holders: [],
  ...draft,
});

export const clear = (because: Message): RuleOutcome => ({ answer: 'clear', because });
export const cannotTell = (because: Message): RuleOutcome => ({ answer: 'cannot-tell', because });

/** The findings if there are any, worst first as given; else what the rule says about having none. */
export function firesOr(findings: readonly Finding[], otherwise: () => RuleOutcome): RuleOutcome {
  const [first, ...rest] = findings;
  return first === undefined ? otherwise() : { answer: 'fires', findings: [first, ...rest] };
}

/** "The question has no meaning on this host" is a claim too: only said when the collectors it rests on are not in doubt. */
export function notApplicable(evidence: RuleEvidence, restsOn: readonly CollectorId[], because: Message): RuleOutcome {
  const doubt = firstDoubt(evidence, restsOn);
  return doubt === null ? { answer: 'not-applicable', because } : cannotTell(doubt);
}

/** The first of a list that must hold at least one, for `sources` and `subjects`. */
export function nonEmpty<T>(first: T, rest: readonly T[]): readonly [T, ...T[]] {
  return [first, ...rest];
}
