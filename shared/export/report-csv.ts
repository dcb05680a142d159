import { present } from '#shared/base/absent.ts';
import { type OutcomeTableRow, outcomeTable } from '#shared/derive/rows/outcome-rows.ts';
import { utcTime } from '#shared/derive/source-lines.ts';
import { deriveSummary } from '#shared/derive/summary.ts';
import { csvText } from '#shared/export/csv.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Names of the columns: fixed, scripts rely on them. */
const columns = [
  'host',
  'captured_utc',
  'sha256',
  'rule',
  'code',
  'answer',
  'severity',
  'title',
  'statement',
  'subjects',
  'sources',
  'commands',
] as const;

/** One row for each finding and for each rule that found none, so that an empty list cannot look like a healthy host. */
export const reportCsv = (analysis: Analysis): string => csvText(findingSheet(analysis, outcomeTable(analysis).items));

/** Findings and rules as lines of cells, the first one of names. */
export function findingSheet(analysis: Analysis, rows: readonly OutcomeTableRow[]): readonly (readonly string[])[] {
  const { host, evidenceSha256 } = deriveSummary(analysis);
  const at = present(host.capturedAt);
  const from = [present(host.name) ?? '', at === null ? '' : utcTime(at), evidenceSha256];
  return [
    columns,
    ...rows.map((r) => [
      ...from,
      r.rule,
      r.code,
      r.answer,
      r.severity,
      r.title,
      r.statement,
      r.subjects,
      r.sources,
      r.commands,
    ]),
  ];
}
