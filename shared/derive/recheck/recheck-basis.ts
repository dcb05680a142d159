import { present } from '#shared/base/absent.ts';
import { type CollectorId, optInCollectorIds } from '#shared/collectors/ids.ts';
import { rowsWithFindings } from '#shared/derive/diff/finding-rows.ts';
import { objectsOf } from '#shared/derive/recheck/objects.ts';
import type { RecheckBasis, RecheckFinding, RecheckHost } from '#shared/derive/recheck/recheck.ts';
import { doubtsIn } from '#shared/derive/recheck/sight.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { rules } from '#shared/rules/index.ts';
import { holderCollectors, readsOf, restsOn } from '#shared/rules/rests-on.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';

/** What is needed to check a finding again; null when the analysis has no finding of that id. */
export function recheckBasis(analysis: Analysis, findingId: string): RecheckBasis | null {
  const all = rowsWithFindings(analysis);
  const found = all.find(({ finding }) => finding.id === findingId);
  const rule = rules.find(({ code }) => code === found?.code);
  if (!found || !rule) return null;
  const { finding, row } = found;
  const cited = new Set(finding.sources.map(({ evidence }) => analysis.records.get(evidence)?.collectorId));
  return {
    code: rule.code,
    rule: rule.id,
    finding: findingOf(finding),
    lastingId: row.id,
    subjects: finding.subjects,
    collectors: restsOn(rule, finding.holders),
    reads: recheckReads(rule, finding.holders),
    asks: optInCollectorIds.filter((id) => cited.has(id)),
    host: hostOf(analysis),
    objects: objectsOf(analysis, finding, new Set()),
    doubts: doubtsIn(analysis, recheckReads(rule, finding.holders)),
    others: all.flatMap((other) => (other === found ? [] : [other.row.id])),
  };
}

/** What must have been seen for "not found" to mean "not there". */
export const recheckReads = (rule: Rule, holders: Finding['holders']): readonly CollectorId[] => [
  ...readsOf(rule),
  ...(holders.length > 0 ? holderCollectors : []),
];

export const findingOf = ({ id, severity, title, statement }: Finding): RecheckFinding => ({
  id,
  severity,
  title,
  statement,
});

export const hostOf = ({ model, custody }: Analysis): RecheckHost => ({
  name: present(model.host.name),
  machineId: model.host.machineId ?? null,
  bootId: present(model.host.bootId),
  hostKey: custody.hostKeyFingerprint,
  capturedAt: model.capture.capturedAt,
});
