/**
 * Parser for file-lines: many small files in one record, as `grep -aH '' FILES` prints them.
 *
 *     /proc/1/stat:1 (systemd) S 0 1 1 …
 *     PATH        :LINE
 *
 * Every line of a file carries its path, so a newline inside a value (a process name may have one)
 * cannot forge a row of another file. Lines of one file are joined again with newlines. NUL is kept.
 * A path ends at the first colon; where a path itself may have one, `endings` names how it ends.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface FileText {
  /** Of the file's first line. */
  readonly line: number;
  readonly path: string;
  readonly text: string;
}

export function parseFileLines(body: Uint8Array, endings: readonly string[] = []): Parsed<readonly FileText[]> {
  const files = new Map<string, { line: number; path: string; lines: string[] }>();
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const end = pathEnd(raw, endings);
    if (end <= 0 || raw.charCodeAt(0) !== 0x2f) {
      if (raw !== '') warnings.push({ line, expected: 'an absolute path, a colon and the line' });
      return;
    }
    const path = raw.slice(0, end);
    const file = files.get(path);
    if (file) file.lines.push(raw.slice(end + 1));
    else files.set(path, { line, path, lines: [raw.slice(end + 1)] });
  });
  return {
    value: [...files.values()].map(({ line, path, lines }) => ({ line, path, text: lines.join('\n') })),
    warnings,
  };
}

function pathEnd(raw: string, endings: readonly string[]): number {
  for (const ending of endings) {
    const at = raw.indexOf(`${ending}:`);
    if (at >= 0) return at + ending.length;
  }
  return raw.indexOf(':');
}
