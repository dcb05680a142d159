/**
 * Parser for devices: the filesystem each path is on.
 *
 *     /proc/5843/cwd<TAB>64783
 *
 * The number is st_dev as stat(1) prints it with `%d`: glibc's 64-bit dev_t, of which 12 + 20 bits
 * lie as the kernel's `new_encode_dev` has them, the rest of the major above bit 44 (sys/sysmacros.h).
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface PathDevice {
  readonly line: number;
  readonly path: string;
  /** `major:minor`. */
  readonly device: string;
}

export function parseDevices(body: Uint8Array): Parsed<readonly PathDevice[]> {
  const value: PathDevice[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const tab = raw.lastIndexOf('\t');
    const digits = raw.slice(tab + 1);
    if (tab > 0 && /^\d{1,20}$/.test(digits)) value.push({ line, path: raw.slice(0, tab), device: deviceOf(digits) });
    else if (raw !== '') warnings.push({ line, expected: 'a path, a tab and a device number' });
  });
  return { value, warnings };
}

export function deviceOf(decimal: string): string {
  const dev = BigInt(decimal);
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & 0xfffff000n);
  const minor = (dev & 0xffn) | ((dev >> 12n) & 0xffffff00n);
  return `${major}:${minor}`;
}
