/**
 * Parser for `/proc/<pid>/mounts`, the fallback where mountinfo takes too long.
 *
 *     /dev/vda / ext4 rw,relatime 0 0
 *     (source) (mount point) (type) (options of mount and superblock together) (dump) (pass)
 *
 * It has no ids, no device numbers, no root and no propagation. Source: `show_vfsmnt` in fs/proc_namespace.c.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import { splitOptions } from '#shared/parsers/mountinfo.ts';
import { unescapeOctal } from '#shared/parsers/octal.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface MountsEntry {
  readonly line: number;
  readonly source: string;
  readonly mountPoint: string;
  readonly fsType: string;
  readonly options: readonly string[];
}

export function parseMounts(body: Uint8Array): Parsed<readonly MountsEntry[]> {
  const value: MountsEntry[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const [source, mountPoint, fsType, options, ...rest] = raw.split(' ');
    if (source === undefined || !mountPoint || !fsType || !options || rest.length < 2) {
      if (raw !== '') warnings.push({ line, expected: 'six fields: source, mount point, type, options, dump, pass' });
      return;
    }
    value.push({
      line,
      source: unescapeOctal(source),
      mountPoint: unescapeOctal(mountPoint),
      fsType: unescapeOctal(fsType),
      options: splitOptions(options),
    });
  });
  return { value, warnings };
}
