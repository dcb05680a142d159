import type { OutcomeRow } from '#shared/derive/view-types.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';
import { rules } from '#shared/rules/index.ts';
import { takenBy } from '#shared/sosreport/commands.ts';

/** What each rule rests on: what it needs, and what it reads where it is there. Either can keep it from saying "clear". */
const restsOn = new Map(rules.map((rule) => [rule.id, new Set<string>([...rule.needs, ...(rule.alsoReads ?? [])])]));

export const isGap = (entry: LedgerEntry): boolean => entry.status !== 'ok' && entry.status !== 'not-applicable';

/** Rules that this collector silences: they rest on it and could not tell. Nothing is lost by one that answered. */
export const silencedBy = (entry: LedgerEntry, outcomes: readonly OutcomeRow[]): readonly OutcomeRow[] =>
  isGap(entry)
    ? outcomes.filter((o) => o.outcome.answer === 'cannot-tell' && restsOn.get(o.rule)?.has(entry.collector))
    : [];

/** The one command, run as root on the host, that takes what is missing; null where nothing is, or nobody knows it. */
export const commandFor = (entry: LedgerEntry): string | null =>
  isGap(entry) ? ((takenBy as Readonly<Record<string, string>>)[entry.collector] ?? null) : null;

/** Worst first: what silences most rules is worth asking the customer for first. */
export const byCost = (
  ledger: readonly LedgerEntry[],
  outcomes: readonly OutcomeRow[],
): readonly { readonly entry: LedgerEntry; readonly silenced: readonly OutcomeRow[] }[] =>
  ledger
    .map((entry) => ({ entry, silenced: silencedBy(entry, outcomes) }))
    .sort((a, b) => Number(isGap(b.entry)) - Number(isGap(a.entry)) || b.silenced.length - a.silenced.length);
