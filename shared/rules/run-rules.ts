import type { Message } from '#shared/base/message.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';
import { doubtOf, isWhollyMissing, type Ledger } from '#shared/rules/doubt.ts';
import type { Finding, Rule, RuleEvidence, RuleOutcome } from '#shared/rules/rule.ts';

export interface RuleResult {
  readonly rule: string;
  readonly code: string;
  readonly outcome: RuleOutcome;
}

/**
 * Runs every rule against one model, in the order given. Pure.
 *
 * Two promises are kept here, once, and not in 27 files: a rule without its
 * evidence is not asked, and a rule that found nothing in evidence that is in
 * doubt does not get to say `clear`. What a rule did find stands either way.
 */
export function runRules(
  rules: readonly Rule[],
  { model, ledger }: { readonly model: HostModel; readonly ledger: readonly LedgerEntry[] },
): readonly RuleResult[] {
  const byCollector: Ledger = new Map(ledger.map((entry) => [entry.collector, entry]));
  const evidence: RuleEvidence = { model, doubt: doubtOf(byCollector, model.capture) };
  return rules.map((rule) => ({ rule: rule.id, code: rule.code, outcome: ask(rule, evidence, byCollector) }));
}

function ask(rule: Rule, evidence: RuleEvidence, ledger: Ledger): RuleOutcome {
  const missing = rule.needs.find((id) => isWhollyMissing(ledger, id));
  if (missing !== undefined) {
    const because = evidence.doubt(missing) ?? msg('rules.doubt.not-collected', { collector: missing });
    return { answer: 'cannot-tell', because };
  }
  const outcome = rule.check(evidence);
  if (outcome.answer === 'fires') return withDoubts(outcome, doubtsOf(evidence, rule));
  if (outcome.answer !== 'clear') return outcome;
  const [because] = doubtsOf(evidence, rule);
  return because === undefined ? outcome : { answer: 'cannot-tell', because };
}

function doubtsOf(evidence: RuleEvidence, rule: Rule): readonly Message[] {
  return [...rule.needs, ...(rule.alsoReads ?? [])].flatMap((id) => evidence.doubt(id) ?? []);
}

/** What was found stands; that there may be more is said with it. */
function withDoubts(fires: Extract<RuleOutcome, { answer: 'fires' }>, doubts: readonly Message[]): RuleOutcome {
  if (doubts.length === 0) return fires;
  const add = (f: Finding): Finding => {
    const all = [...f.notLookedAt, ...doubts];
    return { ...f, notLookedAt: [...new Map(all.map((m) => [JSON.stringify(m), m])).values()] };
  };
  const [first, ...rest] = fires.findings;
  return { answer: 'fires', findings: [add(first), ...rest.map(add)] };
}
