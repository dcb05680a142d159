import type { Message } from '#shared/base/message.ts';
import { type CollectorId, collectors } from '#shared/collectors/index.ts';
import { msg } from '#shared/messages/index.ts';
import type { CaptureFacts } from '#shared/model/host.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';
import type { RuleEvidence } from '#shared/rules/rule.ts';

/** Nothing of the collector arrived, so a rule that needs it must not even start. */
const wholly = new Set<LedgerEntry['status']>(['missing', 'denied', 'cut', 'timeout']);

export type Ledger = ReadonlyMap<string, LedgerEntry>;

/** The collector brought nothing at all: no record, or none with a body. `not-applicable` is knowledge, not absence. */
export function isWhollyMissing(ledger: Ledger, collector: CollectorId): boolean {
  const entry = ledger.get(collector);
  return entry === undefined || (wholly.has(entry.status) && entry.bytes === 0);
}

/**
 * Why "none" from a collector cannot be trusted, or null when it can.
 *
 * Two different reasons: the reading itself fell short (the ledger says how), or
 * it went well but this user is shown only part of the host (`withoutRoot`): a
 * directory of /proc that hides other users' processes reads without any error.
 */
export function doubtOf(ledger: Ledger, capture: CaptureFacts): (collector: CollectorId) => Message | null {
  const blind = new Map(collectors.map((c) => [c.id, c.withoutRoot] as const));
  return (collector) => {
    const entry = ledger.get(collector);
    if (entry === undefined) return msg('rules.doubt.not-collected', { collector });
    if (entry.status === 'not-applicable') return null;
    if (entry.status !== 'ok') {
      return msg('rules.doubt.fell-short', { collector, status: entry.status, because: entry.because });
    }
    const unseen = blind.get(collector) ?? null;
    if (unseen === null || capture.seesEverything === true) return null;
    return msg('rules.doubt.not-root', { collector, unseen });
  };
}

/** The first reason not to trust "none found", in the order given. */
export function firstDoubt(evidence: RuleEvidence, ids: readonly CollectorId[]) {
  for (const id of ids) {
    const doubt = evidence.doubt(id);
    if (doubt !== null) return doubt;
  }
  return null;
}
