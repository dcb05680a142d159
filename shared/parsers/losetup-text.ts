/**
 * Parsers for `losetup -a` and `losetup -l` with its own columns, as sosreports keep them.
 *
 *     /dev/loop0: [65024]:131213 (/var/lib/docker/devicemapper/devicemapper/data)
 *     /dev/loop2: [64783]:132 (/rootfs/app/disk.img)
 *     (device)    st_dev, decimal; inode; path
 *
 * Older ones print st_dev as four hex digits, and cut the path at 64 characters with a `*`. Source: losetup(8), sys-utils/losetup.c.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { deviceOfStDev } from '#shared/parsers/devices.ts';
import type { FileText } from '#shared/parsers/file-lines.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { LoopBacking } from '#shared/parsers/losetup.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

interface LoopText {
  readonly line: number;
  readonly kernelName: string;
  readonly backingDevice: string;
  readonly file: string;
}

function parseLosetupText(body: Uint8Array): Parsed<readonly LoopText[]> {
  const value: LoopText[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = /^\/dev\/(\S+): \[([0-9a-f]{1,20})\]:\d+ \((.*)\)(?:, .*)?$/s.exec(raw);
    if (match) {
      const [, kernelName, dev, file] = match;
      value.push({ line, kernelName: kernelName!, backingDevice: deviceOf(dev!), file: file! });
    } else if (raw !== '') warnings.push({ line, expected: 'a loop device, [st_dev]:inode and (file)' });
  });
  return { value, warnings };
}

/** Four digits with a letter or a leading zero are the old hex form; a 16-bit st_dev. */
function deviceOf(dev: string): string {
  const isHex = /[a-f]/.test(dev) || (dev.length === 4 && dev.startsWith('0'));
  return deviceOfStDev(isHex ? String(Number.parseInt(dev, 16)) : dev);
}

export function parseLosetupFiles(body: Uint8Array): Parsed<readonly FileText[]> {
  const { value, warnings } = parseLosetupText(body);
  return {
    value: value.map(({ line, kernelName, file }) => ({
      line,
      path: `/sys/block/${kernelName}/loop/backing_file`,
      text: file,
    })),
    warnings,
  };
}

export function parseLosetupDevices(body: Uint8Array): Parsed<readonly LoopBacking[]> {
  const { value, warnings } = parseLosetupText(body);
  return { value: value.map(({ line, kernelName, backingDevice }) => ({ line, kernelName, backingDevice })), warnings };
}
