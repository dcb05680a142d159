/** Everything that leaves as text: JSON contracts, findings for tickets, reports. */
export { analysisJson } from '#shared/export/analysis-json.ts';
export { csvText, tsvText } from '#shared/export/csv.ts';
export { type DiffFormat, diffExport, diffFormats } from '#shared/export/diff-export.ts';
export { diffJson } from '#shared/export/diff-json.ts';
export type { FindingFormat } from '#shared/export/finding-export.ts';
export { findingCommands, findingJson, findingMarkdown, findingText } from '#shared/export/finding-export.ts';
export { type ReportFigures, reportHtml } from '#shared/export/html/report-html.ts';
export { jsonText } from '#shared/export/json-text.ts';
export { noNotes, type ReportNotes } from '#shared/export/notes.ts';
export { type ReportFormat, reportFormats, reportText } from '#shared/export/report.ts';
export { reportMarkdown } from '#shared/export/report-markdown.ts';
export { exportRows, type RowsExport } from '#shared/export/rows/export-rows.ts';
export { type RowsFormat, type RowsText, rowsFormats } from '#shared/export/rows/rows-text.ts';
export { AnalysisJson, DiffJson, WhoJson } from '#shared/export/schemas.ts';
export { whoJson } from '#shared/export/who-json.ts';
