import type { RowsChosen } from '#shared/derive/rows/choose-rows.ts';
import { jsonWriter } from '#shared/export/rows/json-writer.ts';
import { markdownWriter } from '#shared/export/rows/markdown-writer.ts';
import type { Provenance } from '#shared/export/rows/provenance.ts';
import { separatedWriter } from '#shared/export/rows/separated-writer.ts';

export const rowsFormats = ['tsv', 'csv', 'markdown', 'json'] as const;
export type RowsFormat = (typeof rowsFormats)[number];

/** What is written, whatever the format. */
export interface LeavingRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly chosen: Omit<RowsChosen<object>, 'rows'>;
  readonly filter: string;
  readonly from: readonly Provenance[];
}

/** One text in three parts, so that it can be cut between two rows and say so. */
export interface RowsWriter {
  readonly head: string;
  row(row: object, first: boolean): string;
  /** `written` rows of those that were chosen. */
  foot(written: number): string;
}

export interface RowsText {
  readonly text: string;
  readonly rows: number;
  /** Rows that were chosen; more than `rows` where the text was cut, which it says itself. */
  readonly of: number;
}

const writers: Readonly<Record<RowsFormat, (rows: LeavingRows) => RowsWriter>> = {
  csv: (rows) => separatedWriter(rows, 'csv'),
  tsv: (rows) => separatedWriter(rows, 'tsv'),
  markdown: markdownWriter,
  json: jsonWriter,
};

/** Rows as one text of at most `most` UTF-16 units, or a few lines more. */
export function rowsText(
  rows: LeavingRows & { readonly rows: Iterable<object> },
  format: RowsFormat,
  most: number,
): RowsText {
  const writer = writers[format](rows);
  const parts = [writer.head];
  let length = writer.head.length;
  let written = 0;
  for (const row of rows.rows) {
    const part = writer.row(row, written === 0);
    if (length + part.length > most) break;
    parts.push(part);
    length += part.length;
    written++;
  }
  parts.push(writer.foot(written));
  return { text: parts.join(''), rows: written, of: rows.chosen.count };
}
