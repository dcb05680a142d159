import { present } from '#shared/base/absent.ts';
import { citedLines } from '#shared/derive/cited-lines.ts';
import { findingChain } from '#shared/derive/finding-chain.ts';
import { deriveFindings } from '#shared/derive/findings.ts';
import type { FindingDetail } from '#shared/derive/view-types.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding } from '#shared/rules/rule.ts';

/** One finding with its picture and the raw lines it rests on, or null when the analysis has no finding of that id. */
export function deriveFindingDetail(analysis: Analysis, findingId: string): FindingDetail | null {
  for (const item of deriveFindings(analysis)) {
    if (item.type !== 'finding' || item.finding.id !== findingId) continue;
    const { finding } = item;
    const { cited, total } = citedLines(analysis, finding.sources, namesOf(finding));
    return { item, chain: findingChain(analysis.model, finding), cited, citedTotal: total };
  }
  return null;
}

/** Names that prove a line is about this finding: devices, ids, volumes, paths. */
function namesOf(finding: Finding): readonly string[] {
  const held = finding.holders.flatMap((h) => [present(h.mount)?.device ?? '', present(h.volume)?.source ?? '']);
  return [...new Set([...finding.subjects.flatMap((s) => [s.id, s.name]), ...held])].filter((name) => name !== '');
}
