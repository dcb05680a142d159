import type { Diff } from '#shared/derive/diff/diff.ts';
import { diffCsv } from '#shared/export/diff-csv.ts';
import { diffJson } from '#shared/export/diff-json.ts';
import { diffMarkdown } from '#shared/export/diff-markdown.ts';
import { jsonText } from '#shared/export/json-text.ts';

export const diffFormats = ['md', 'json', 'csv'] as const;
export type DiffFormat = (typeof diffFormats)[number];

/** A comparison as one text. JSON is `diff --json`. */
export function diffExport(diff: Diff, format: DiffFormat): string {
  switch (format) {
    case 'md':
      return diffMarkdown(diff);
    case 'json':
      return jsonText(diffJson(diff));
    case 'csv':
      return diffCsv(diff);
  }
}
