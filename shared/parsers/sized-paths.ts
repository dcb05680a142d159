/** Parser for `SIZE<TAB>PATH`, bytes: `find -printf '%s\t%p\n'`. */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface SizedPath {
  readonly line: number;
  /** Bytes. */
  readonly size: number;
  readonly path: string;
}

export function parseSizedPaths(body: Uint8Array): Parsed<readonly SizedPath[]> {
  const value: SizedPath[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = /^(\d{1,16})\t(\/.*)$/.exec(raw);
    if (match) value.push({ line, size: Number(match[1]), path: match[2]! });
    else if (raw !== '') warnings.push({ line, expected: 'size and path' });
  });
  return { value, warnings };
}
