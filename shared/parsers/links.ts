/**
 * Parser for links: symbolic links and where they point.
 *
 *     /proc/1/ns/mnt<TAB>mnt:[4026531841]<NUL>
 *
 * Rows end with NUL where the host has `find -printf`, else with a newline (`ls -l`); then a target with a
 * newline in it spills into lines that start with no path: they are kept as part of the target above.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface Link {
  readonly line: number;
  readonly path: string;
  readonly target: string;
}

export function parseLinks(body: Uint8Array): Parsed<readonly Link[]> {
  const text = decodeText(body);
  const end = text.includes('\0') ? '\0' : '\n';
  const rows: { line: number; path: string; target: string }[] = [];
  const warnings: ParseWarning[] = [];
  let line = 1;
  for (const raw of text.split(end)) {
    const start = line;
    line += end === '\0' ? countNewlines(raw) : 1;
    // Separators may be NUL and newline in one record when a collector joins two listings.
    const row = end === '\0' ? raw.replace(/^\n+/, '') : raw;
    const tab = row.indexOf('\t');
    if (row === '') continue;
    if (tab > 0 && row.startsWith('/')) {
      rows.push({ line: start + (raw.length - row.length), path: row.slice(0, tab), target: row.slice(tab + 1) });
      continue;
    }
    warnings.push({ line: start, expected: 'a path, a tab and the link target' });
    const above = rows.at(-1);
    if (above && end === '\n') above.target += `\n${row}`;
  }
  return { value: rows, warnings };
}

function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
