/** Parser for `TYPE<TAB>MTIME<TAB>PATH`: `find -printf '%y\t%T@\t%p\n'`, or `stat` where find is older. MTIME: seconds since the epoch. */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface FolderRow {
  readonly line: number;
  /** One letter, as find's `%y`: d, f, l, c, b, p, s. */
  readonly type: string;
  /** Host clock, ms since the epoch. */
  readonly modifiedAt: number | null;
  readonly path: string;
}

export function parseLayerFolders(body: Uint8Array): Parsed<readonly FolderRow[]> {
  const value: FolderRow[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = /^([a-zA-Z?])\t(-|-?\d{1,12}(?:\.\d{1,12})?)\t(\/.*)$/.exec(raw);
    if (match) {
      const [, type = '', time = '', path = ''] = match;
      value.push({ line, type, modifiedAt: time === '-' ? null : Math.round(Number(time) * 1000), path });
    } else if (raw !== '') warnings.push({ line, expected: 'type, time and path' });
  });
  return { value, warnings };
}
