import type { OutcomeRow } from '#shared/derive/view-types.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';
import { rules } from '#shared/rules/index.ts';

const needs = new Map(rules.map((rule) => [rule.id, new Set<string>(rule.needs)]));

/** Codes of the rules that rest on this collector and could not tell. Nothing is lost by a collector that answered. */
export function costOf(entry: LedgerEntry, outcomes: readonly OutcomeRow[]): readonly string[] {
  if (entry.status === 'ok' || entry.status === 'not-applicable') return [];
  return outcomes
    .filter((o) => o.outcome.answer === 'cannot-tell' && needs.get(o.rule)?.has(entry.collector))
    .map((o) => o.code);
}
