/**
 * Parser for `losetup -l --noheadings --raw -O NAME,BACK-MAJ:MIN`.
 *
 *     /dev/loop2 \x20\x20\x20\x20\x20253:17\x20
 *
 * `--raw` escapes the padding of the second column as `\x20`. Source: losetup(8); libsmartcols escapes with
 * `\xNN`.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface LoopBacking {
  readonly line: number;
  /** Kernel name, e.g. `loop2`. */
  readonly kernelName: string;
  /** `major:minor` of the filesystem that the backing file is on. */
  readonly backingDevice: string;
}

export function parseLosetup(body: Uint8Array): Parsed<readonly LoopBacking[]> {
  const value: LoopBacking[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const text = raw.replaceAll('\\x20', ' ');
    const match = /^\/dev\/(\S+) +(\d+):(\d+)\s*$/.exec(text);
    // Without root the name is all that losetup can say: the row then names no device, and there is nothing to keep.
    if (/^\/dev\/\S+\s*$/.test(text)) return;
    if (match) value.push({ line, kernelName: match[1]!, backingDevice: `${match[2]}:${match[3]}` });
    else if (raw !== '') warnings.push({ line, expected: 'a loop device and the device of its file' });
  });
  return { value, warnings };
}
