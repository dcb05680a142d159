/** Everything that leaves as text: JSON contracts, findings for tickets, reports. */
export { analysisJson } from '#shared/export/analysis-json.ts';
export { diffJson } from '#shared/export/diff-json.ts';
export type { FindingFormat } from '#shared/export/finding-export.ts';
export { findingCommands, findingJson, findingMarkdown, findingText } from '#shared/export/finding-export.ts';
export { jsonText } from '#shared/export/json-text.ts';
export { reportMarkdown, reportText } from '#shared/export/report-markdown.ts';
export { AnalysisJson, DiffJson, WhoJson } from '#shared/export/schemas.ts';
export { whoJson } from '#shared/export/who-json.ts';
