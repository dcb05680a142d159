import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analyzeRecords } from '#shared/pipeline/analyze-records.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';

export interface AnalyzeListener {
  /** Each record as it arrives, before it is analysed. */
  record?(record: EvidenceRecord): void;
}

/**
 * Evidence in, answers out: collect, parse, model, rules.
 *
 * The app, the command line and the tests call this same function; a live host, a bundle and the demo differ only in
 * the `source` they pass. Keeps every record, so a bundle can be written from the result and analysed again. Of two
 * records with one id the first counts: a second one is no evidence of ours. When `signal` aborts, what had arrived
 * is analysed. Throws what the source throws when nothing could be read.
 */
export async function analyze(
  source: EvidenceSource,
  signal: AbortSignal,
  on: AnalyzeListener = {},
): Promise<Analysis> {
  const records = new Map<string, EvidenceRecord>();
  for await (const record of source.records(signal)) {
    if (records.has(record.id)) continue;
    records.set(record.id, record);
    on.record?.(record);
  }
  return analyzeRecords({ kind: source.kind, title: source.title }, records, source.custody());
}
