import { collectorIds } from '#shared/collectors/ids.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { buildLedger } from '#shared/model/build-ledger.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { rules } from '#shared/rules/index.ts';
import { runRules } from '#shared/rules/run-rules.ts';

/** Evidence that has arrived, analysed: parse, join, ask the rules. Pure, and never throws on what a host sent. */
export function analyzeRecords(
  source: Analysis['source'],
  records: ReadonlyMap<string, EvidenceRecord>,
  custody: Custody,
): Analysis {
  const { model, warnings } = buildHostModel(records);
  const ledger = buildLedger(records.values(), collectorIds, custody);
  return { source, custody, records, model, ledger, outcomes: runRules(rules, { model, ledger }), warnings };
}
