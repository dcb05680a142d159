import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';
import type { ParseWarning } from '#shared/parsers/parsed.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';
import type { RuleOutcome } from '#shared/rules/rule.ts';

/** Everything known about one source: what every view, report and export is derived from. */
export interface Analysis {
  readonly source: { readonly kind: EvidenceSource['kind']; readonly title: string };
  readonly custody: Custody;
  /** Hex, by shared/evidence/evidence-sha256.ts. Independent of storage: equal for a capture and its bundle. */
  readonly evidenceSha256: string;
  /** By id, in the order they arrived. Kept whole, so a bundle can be written from the result and analysed again. */
  readonly records: ReadonlyMap<string, EvidenceRecord>;
  readonly model: HostModel;
  readonly ledger: readonly LedgerEntry[];
  readonly outcomes: readonly { readonly rule: string; readonly code: string; readonly outcome: RuleOutcome }[];
  /** Lines the parsers did not understand, by record id. */
  readonly warnings: ReadonlyMap<string, readonly ParseWarning[]>;
}
