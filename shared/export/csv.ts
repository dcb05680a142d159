import { escapeForDisplay } from '#shared/base/escape.ts';

/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled) or as tab-separated values. Host text is on one line and inert: a cell that a
 * spreadsheet would take for a formula (`=`, `+`, `-`, `@` first, also behind white space) begins with an apostrophe.
 */
export const csvText = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map((cell) => quoted(cellText(cell))).join(',')}\r\n`).join('');

export const tsvText = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cellText).join('\t')}\n`).join('');

/** A number is ours to print as it is; a text is the host's or a sentence. */
export type Cell = string | number | null;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = escapeForDisplay(cell);
  return /^\s*[=+\-@|%]/.test(safe) || safe.startsWith("'") ? `'${safe}` : safe;
}

const quoted = (text: string): string => (/[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
