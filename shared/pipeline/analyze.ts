import { usualCollectorIds } from '#shared/collectors/ids.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import { evidenceSha256, type Sha256 } from '#shared/evidence/evidence-sha256.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { EarlyTables } from '#shared/model/build/mount-tables-early.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { buildLedger } from '#shared/model/build-ledger.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';
import { rules as allRules } from '#shared/rules/index.ts';
import { rulesOfRecheck } from '#shared/rules/recheck-rules.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { runRules } from '#shared/rules/run-rules.ts';

export interface AnalyzeOptions {
  /** Hex. Injected: shared/ has no crypto. */
  readonly sha256: Sha256;
  /** Each record as it arrives, before it is analysed. */
  readonly onRecord?: (record: EvidenceRecord) => void;
  /** Default: all of them. None, where only a question about holders is asked. */
  readonly rules?: readonly Rule[];
}

/**
 * Evidence in, answers out: collect, parse, model, rules.
 *
 * The app, the command line and the tests call this same function; a live host, a bundle and the demo differ only in
 * the `source` they pass. When `signal` aborts, what had arrived is analysed. Throws what the source throws when
 * nothing could be read.
 */
export async function analyze(
  source: EvidenceSource,
  signal: AbortSignal,
  { sha256, onRecord, rules }: AnalyzeOptions,
): Promise<Analysis> {
  const records: EvidenceRecord[] = [];
  const early = new EarlyTables();
  for await (const record of source.records(signal)) {
    records.push(record);
    early.take(record);
    onRecord?.(record);
  }
  return analyzeRecords({ kind: source.kind, title: source.title }, records, source.custody(), sha256, {
    early,
    ...(rules && { rules }),
  });
}

/**
 * Evidence that has arrived, analysed. Pure, and never throws on what a host sent. Keeps every record, so a bundle
 * can be written from the result and analysed again; of two records with one id the first counts that is not torn.
 */
export function analyzeRecords(
  { kind, title }: Analysis['source'],
  arrived: Iterable<EvidenceRecord>,
  custody: Custody,
  sha256: Sha256,
  { early, rules = allRules }: { readonly early?: EarlyTables; readonly rules?: readonly Rule[] } = {},
): Analysis {
  const records = new Map<string, EvidenceRecord>();
  for (const record of arrived) {
    const before = records.get(record.id)?.end.kind;
    // A reader that died inside a table is followed by another that reads it again.
    if (before === undefined || (before === 'connection-lost' && record.end.kind !== 'connection-lost'))
      records.set(record.id, record);
  }
  const { model, warnings } = buildHostModel(records.values(), early);
  let hash: string | null = null;
  const ledger = buildLedger(records.values(), usualCollectorIds, custody);
  const { recheckOf } = custody;
  const asked = recheckOf === undefined ? rules : rulesOfRecheck(rules, recheckOf, ledger);
  return {
    source: { kind, title },
    custody,
    // Of a large host a second of work, and a question about holders does not ask for it.
    get evidenceSha256() {
      return (hash ??= evidenceSha256(records.values(), sha256));
    },
    records,
    model,
    ledger,
    outcomes: runRules(asked, { model, ledger }),
    warnings,
  };
}
