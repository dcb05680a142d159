import { sourceLines } from '#shared/derive/source-lines.ts';
import { markdownCell, markdownValue } from '#shared/export/markdown.ts';
import { cellOf } from '#shared/export/rows/cells.ts';
import type { LeavingRows, RowsWriter } from '#shared/export/rows/rows-text.ts';
import { msg, say } from '#shared/messages/index.ts';

/** A table, how much of what it shows, and where it is from. */
export function markdownWriter({ columns, chosen, filter, from }: LeavingRows): RowsWriter {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const text = (value: unknown): string => {
    const cell = cellOf(value);
    if (cell === null) return '';
    return typeof cell === 'number' ? String(cell) : markdownCell(cell);
  };
  return {
    head: line(columns) + line(columns.map(() => '---')),
    row: (row) => line(columns.map((name) => text((row as Record<string, unknown>)[name]))),
    foot(written) {
      const { count, total } = chosen;
      const amount =
        written < count
          ? say(msg('export.rows-cut', { written, of: count }))
          : say(msg('export.rows-of', { rows: count, total }));
      const filtered = filter === '' ? '' : ` ${say(msg('export.rows-filter', { filter: markdownValue(filter) }))}`;
      const sources = from.flatMap(({ prefix, summary }) => {
        const { first, second } = sourceLines(summary);
        const side = from.length === 1 ? '' : `${say(msg(prefix === '' ? 'export.after' : 'export.before'))} `;
        return [`${side}${markdownValue(first)}`, markdownValue(second)];
      });
      return `\n${amount}${filtered}\n\n${sources.join('\n')}\n`;
    },
  };
}
