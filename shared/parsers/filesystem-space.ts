/**
 * Parser for `MAJ:MIN<TAB>UNIT BLOCKS AVAILABLE<TAB>MOUNT-POINT`: statfs by `stat -f -c '%S %b %a'`. UNIT is bytes of one
 * block; AVAILABLE counts what an ordinary user may still write.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface FilesystemSpaceLine {
  readonly line: number;
  /** `major:minor`; from df's text the node it names, `/dev/vda1`. */
  readonly device: string;
  readonly mountPoint: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export function parseFilesystemSpace(body: Uint8Array): Parsed<readonly FilesystemSpaceLine[]> {
  const value: FilesystemSpaceLine[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = /^(\d+:\d+)\t(\d+) (\d+) (\d+)\t(\/.*)$/.exec(raw);
    if (match) {
      const [unit, blocks, free] = [Number(match[2]), Number(match[3]), Number(match[4])];
      value.push({
        line,
        device: match[1]!,
        mountPoint: match[5]!,
        freeBytes: unit * free,
        totalBytes: unit * blocks,
      });
    } else if (raw !== '') warnings.push({ line, expected: 'device, block size, blocks, free blocks and mount point' });
  });
  return { value, warnings };
}
