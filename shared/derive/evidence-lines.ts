import { evidenceLine, lineStarts } from '#shared/derive/evidence-text.ts';
import type { EvidenceLines } from '#shared/derive/view-types.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/**
 * Lines `from` … `from + limit - 1` (1-based) of one record, or null when there is no record of that id.
 * Only these lines are decoded: the index of line starts is made once per record.
 */
export function deriveEvidenceLines(analysis: Analysis, id: string, from: number, limit: number): EvidenceLines | null {
  const record = analysis.records.get(id);
  if (!record) return null;
  const totalLines = lineStarts(record).length;
  const first = Math.max(1, from);
  const lines: string[] = [];
  for (let line = first; line < first + limit && line <= totalLines; line++) lines.push(evidenceLine(record, line)!);
  return { id, from: first, lines, totalLines };
}
