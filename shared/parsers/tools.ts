/** Parser for `NAME<TAB>PATH`, one tool a line; PATH is empty where it is not installed. */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface ToolLine {
  readonly line: number;
  readonly name: string;
  readonly path: string | null;
}

export function parseTools(body: Uint8Array): Parsed<readonly ToolLine[]> {
  const value: ToolLine[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const [name, path, ...rest] = raw.split('\t');
    if (name && path !== undefined && rest.length === 0) value.push({ line, name, path: path || null });
    else if (raw !== '') warnings.push({ line, expected: 'the name of a tool and its path' });
  });
  return { value, warnings };
}
