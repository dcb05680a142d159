/**
 * Parser for `dmsetup udevcookies`.
 *
 *     Cookie       Semid      Value      Last semop time           Last change time
 *     0xd4d3f2a    3          1          Fri Nov 20 18:06:49 2026  Fri Nov 20 18:06:49 2026
 *
 * Times are ctime(3) of the host's zone, 24 characters, or `(unknown)`. Source: `_udevcookies` in
 * libdm/dm-tools/dmsetup.c (lvm2).
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface UdevCookieLine {
  readonly line: number;
  readonly cookie: string;
  readonly semId: number;
  readonly value: number;
  readonly lastSemop: string;
  readonly lastChange: string;
}

const shape = /^(0x[0-9a-f]+) +(\d+) +(\d+) +(\(unknown\)|\S.{23}) +(\(unknown\)|\S.{23})\s*$/;

export function parseUdevCookies(body: Uint8Array): Parsed<readonly UdevCookieLine[]> {
  const value: UdevCookieLine[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = shape.exec(raw);
    if (match) {
      value.push({
        line,
        cookie: match[1]!,
        semId: Number(match[2]),
        value: Number(match[3]),
        lastSemop: match[4]!,
        lastChange: match[5]!,
      });
    } else if (raw !== '' && !(line === 1 && raw.startsWith('Cookie'))) {
      warnings.push({ line, expected: 'cookie, semaphore, value and two times' });
    }
  });
  return { value, warnings };
}
