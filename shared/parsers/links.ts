/**
 * Parser for links: symbolic links and where they point.
 *
 *     /proc/1/ns/mnt<TAB>mnt:[4026531841]<NUL>
 *
 * Rows end with NUL where the host has `find -printf`, else with a newline (`ls -l`); then a target with a
 * newline in it spills into lines that start with no path: they are kept as part of the target above.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { lineEndOf } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface Link {
  readonly line: number;
  readonly path: string;
  readonly target: string;
}

export function parseLinks(body: Uint8Array): Parsed<readonly Link[]> {
  const text = decodeText(body);
  const end = text.includes('\0') ? '\0' : '\n';
  // A record that was cut inside a target with a newline in it no longer ends with NUL: its lines are text lines.
  const perRow = lineEndOf(body) === end;
  const rows: { line: number; path: string; target: string }[] = [];
  const warnings: ParseWarning[] = [];
  let next = 1;
  for (const raw of text.split(end)) {
    const line = next;
    next += perRow ? 1 : countNewlines(raw);
    const tab = raw.indexOf('\t');
    if (raw === '') continue;
    if (tab > 0 && raw.startsWith('/')) {
      rows.push({ line, path: raw.slice(0, tab), target: raw.slice(tab + 1) });
      continue;
    }
    warnings.push({ line, expected: 'a path, a tab and the link target' });
    const above = rows.at(-1);
    if (above && end === '\n') above.target += `\n${raw}`;
  }
  return { value: rows, warnings };
}

function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
