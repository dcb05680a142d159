import { analysisJson } from '#shared/export/analysis-json.ts';
import { noFigures, type ReportFigures, reportHtml } from '#shared/export/html/report-html.ts';
import { jsonText } from '#shared/export/json-text.ts';
import { noNotes, notesToShow, type ReportNotes } from '#shared/export/notes.ts';
import { reportCsv } from '#shared/export/report-csv.ts';
import { reportMarkdown } from '#shared/export/report-markdown.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export const reportFormats = ['md', 'html', 'json', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** `report`: the whole answer as one text. JSON is `analyze --json`, whose contract has no place for notes; only HTML has figures. */
export function reportText(
  analysis: Analysis,
  format: ReportFormat,
  figures: ReportFigures = noFigures,
  given: ReportNotes = noNotes,
): string {
  const notes = notesToShow(analysis, given);
  switch (format) {
    case 'md':
      return reportMarkdown(analysis, notes);
    case 'html':
      return reportHtml(analysis, figures, notes);
    case 'json':
      return jsonText(analysisJson(analysis));
    case 'csv':
      return reportCsv(analysis);
  }
}
