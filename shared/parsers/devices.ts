/**
 * Parser for devices: the filesystem each path is on, and what stands there.
 *
 *     /proc/5843/cwd<TAB>64783<TAB>41ed<TAB>0:0
 *     PATH          DEV       MODE    RMAJ:RMIN
 *
 * DEV is st_dev as stat(1) prints it with `%d`: glibc's 64-bit dev_t, of which 12 + 20 bits lie as the kernel's
 * `new_encode_dev` has them, the rest of the major above bit 44 (sys/sysmacros.h). MODE is st_mode in hex;
 * RMAJ:RMIN, in hex, is the device that a device node names.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface PathDevice {
  readonly line: number;
  readonly path: string;
  /** `major:minor` of the filesystem. */
  readonly device: string;
  /** `major:minor` of the block device that this node names; null for anything else. */
  readonly blockNode: string | null;
}

const fileTypeMask = 0xf000;
const blockDevice = 0x6000;

export function parseDevices(body: Uint8Array): Parsed<readonly PathDevice[]> {
  const value: PathDevice[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = /^(.*)\t(\d{1,20})\t([0-9a-f]{1,8})\t([0-9a-f]{1,8}):([0-9a-f]{1,8})$/s.exec(raw);
    if (match) {
      const [, path, dev, mode, major, minor] = match;
      const isBlock = (Number.parseInt(mode!, 16) & fileTypeMask) === blockDevice;
      const blockNode = isBlock ? `${Number.parseInt(major!, 16)}:${Number.parseInt(minor!, 16)}` : null;
      value.push({ line, path: path!, device: deviceOfStDev(dev!), blockNode });
    } else if (raw !== '')
      warnings.push({ line, expected: 'a path, a device number, a mode and the numbers of a node' });
  });
  return { value, warnings };
}

/** `major:minor` of st_dev in decimal. */
export function deviceOfStDev(decimal: string): string {
  const dev = BigInt(decimal);
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & 0xfffff000n);
  const minor = (dev & 0xffn) | ((dev >> 12n) & 0xffffff00n);
  return `${major}:${minor}`;
}
