/**
 * Parser for `df -al` as sosreports keep it, to the rows of `filesystem-space.ts`; `device` is the node that df names.
 *
 *     Filesystem                        1K-blocks     Used Available Use% Mounted on
 *     /dev/vda1                          20480000 15000000   5480000  74% /
 *     /dev/mapper/VolGroup00-with_a_name_that_is_long
 *                                        51606140 12345678  36639122  26% /srv/with space
 *
 * Old ones break a row after a long name. Rows of filesystems without a node (tmpfs, overlay, autofs) are left out: nothing can
 * be joined to them. Available is what an ordinary user may still write. Source: df(1), coreutils src/df.c.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import type { FilesystemSpaceLine } from '#shared/parsers/filesystem-space.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

const blockBytes = 1024;

export function parseDfText(body: Uint8Array): Parsed<readonly FilesystemSpaceLine[]> {
  const value: FilesystemSpaceLine[] = [];
  const warnings: ParseWarning[] = [];
  /** The name alone, of a row that goes on in the next line. */
  let broken: string | null = null;
  eachLine(decodeText(body), (raw, line) => {
    const text: string = broken === null ? raw : `${broken} ${raw.trimStart()}`;
    broken = null;
    if (/^Filesystem +1K-blocks /.test(raw) || raw === '') return;
    if (/^\/dev\/\S+$/.test(raw)) {
      broken = raw;
      return;
    }
    const match = /^(\S+) +(\d{1,15}) +\d{1,15} +(\d{1,15}) +\S+ +(\/.*)$/.exec(text);
    if (match?.[1]?.startsWith('/dev/')) {
      const [, device, blocks, free, mountPoint] = match;
      value.push({
        line,
        device: device!,
        mountPoint: mountPoint!,
        freeBytes: Number(free) * blockBytes,
        totalBytes: Number(blocks) * blockBytes,
      });
    } else if (text.startsWith('/dev/'))
      warnings.push({ line, expected: 'node, 1K-blocks, used, available, share and mount point' });
  });
  return { value, warnings };
}
