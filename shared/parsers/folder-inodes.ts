/** Parser for `DEV<TAB>INODE<TAB>PATH`: `stat -c '%d %i %n'` of folders. DEV is st_dev in decimal. */
import { decodeText } from '#shared/parsers/decode.ts';
import { deviceOfStDev } from '#shared/parsers/devices.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface FolderInode {
  readonly line: number;
  readonly path: string;
  /** `major:minor`. */
  readonly device: string;
  /** Decimal digits: an inode may not fit a number. */
  readonly inode: string;
}

export function parseFolderInodes(body: Uint8Array): Parsed<readonly FolderInode[]> {
  const value: FolderInode[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = /^(\d+)\t(\d+)\t(\/.*)$/.exec(raw);
    if (match) value.push({ line, path: match[3]!, device: deviceOfStDev(match[1]!), inode: match[2]! });
    else if (raw !== '') warnings.push({ line, expected: 'device, inode and path' });
  });
  return { value, warnings };
}
