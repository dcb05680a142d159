/**
 * Parser for `SIZE<TAB>BLOCKS<TAB>BLOCK-BYTES<TAB>DEV<TAB>PATH`: `stat -c '%s %b %B %d %n'` of backing files. DEV is st_dev in
 * decimal.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { deviceOfStDev } from '#shared/parsers/devices.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface FileSize {
  readonly line: number;
  readonly path: string;
  /** `major:minor` of the filesystem it is on. */
  readonly device: string;
  /** Bytes. */
  readonly size: number;
  readonly allocated: number;
}

export function parseFileSizes(body: Uint8Array): Parsed<readonly FileSize[]> {
  const value: FileSize[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = /^(\d+)\t(\d+)\t(\d+)\t(\d+)\t(\/.*)$/.exec(raw);
    if (match) {
      value.push({
        line,
        path: match[5]!,
        device: deviceOfStDev(match[4]!),
        size: Number(match[1]),
        allocated: Number(match[2]) * Number(match[3]),
      });
    } else if (raw !== '') warnings.push({ line, expected: 'size, blocks, block size, device and path' });
  });
  return { value, warnings };
}
