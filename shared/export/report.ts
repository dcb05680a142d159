import { analysisJson } from '#shared/export/analysis-json.ts';
import { noFigures, type ReportFigures, reportHtml } from '#shared/export/html/report-html.ts';
import { jsonText } from '#shared/export/json-text.ts';
import { reportCsv } from '#shared/export/report-csv.ts';
import { reportMarkdown } from '#shared/export/report-markdown.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export const reportFormats = ['md', 'html', 'json', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** `report`: the whole answer as one text. JSON is `analyze --json`; only HTML has figures. */
export function reportText(analysis: Analysis, format: ReportFormat, figures: ReportFigures = noFigures): string {
  switch (format) {
    case 'md':
      return reportMarkdown(analysis);
    case 'html':
      return reportHtml(analysis, figures);
    case 'json':
      return jsonText(analysisJson(analysis));
    case 'csv':
      return reportCsv(analysis);
  }
}
