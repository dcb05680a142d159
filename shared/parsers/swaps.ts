/**
 * Parser for `/proc/swaps`.
 *
 *     Filename      Type       Size    Used  Priority
 *     /dev/dm-1     partition  2097148 0     -2
 *
 * The name is escaped like a mount point; of a swap file on a detached filesystem it is relative to that
 * filesystem's mount (`/rootfs/opt/swap`). Source: `swap_show` in mm/swapfile.c.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import { unescapeOctal } from '#shared/parsers/octal.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface SwapEntry {
  readonly line: number;
  readonly path: string;
  readonly kind: 'file' | 'partition';
}

export function parseSwaps(body: Uint8Array): Parsed<readonly SwapEntry[]> {
  const value: SwapEntry[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = /^(\S+)\s+(file|partition)\s+\d+\s+\d+\s+-?\d+\s*$/.exec(raw);
    if (match) value.push({ line, path: unescapeOctal(match[1]!), kind: match[2] as SwapEntry['kind'] });
    else if (raw !== '' && !(line === 1 && raw.startsWith('Filename'))) {
      warnings.push({ line, expected: 'name, type, size, used and priority' });
    }
  });
  return { value, warnings };
}
