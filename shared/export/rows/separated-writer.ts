import { type Cell, csvText, tsvText } from '#shared/export/csv.ts';
import { cellOf } from '#shared/export/rows/cells.ts';
import { provenanceCells } from '#shared/export/rows/provenance.ts';
import type { LeavingRows, RowsWriter } from '#shared/export/rows/rows-text.ts';
import { msg, say } from '#shared/messages/index.ts';

/** A line of names, then the rows, each with where it is from. One that was cut ends in a row that says so in its first cell. */
export function separatedWriter({ columns, chosen, from }: LeavingRows, format: 'csv' | 'tsv'): RowsWriter {
  const line = (cells: readonly Cell[]) => (format === 'csv' ? csvText([cells]) : tsvText([cells]));
  const provenance = provenanceCells(from);
  const origin = provenance.map(([, value]) => value);
  return {
    head: line([...columns, ...provenance.map(([name]) => name)]),
    row: (row) => line([...columns.map((name) => cellOf((row as Record<string, unknown>)[name])), ...origin]),
    foot: (written) =>
      written === chosen.count
        ? ''
        : line([
            say(msg('export.rows-cut', { written, of: chosen.count })),
            ...columns.slice(1).map(() => null),
            ...origin,
          ]),
  };
}
