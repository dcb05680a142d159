/** Parser for listings of absolute paths, one a line. */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface ListedPath {
  readonly line: number;
  readonly path: string;
}

export function parsePaths(body: Uint8Array): Parsed<readonly ListedPath[]> {
  const value: ListedPath[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    if (raw.startsWith('/')) value.push({ line, path: raw });
    else if (raw !== '') warnings.push({ line, expected: 'an absolute path' });
  });
  return { value, warnings };
}
