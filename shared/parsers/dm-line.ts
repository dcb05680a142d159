/**
 * The line that `dmsetup table` and `dmsetup status` print for each target of each device.
 *
 *     vg_docker-data01: 0 2097152 thin 253:5 1
 *     NAME            : START LENGTH TARGET ARGS
 *     lab-susp:
 *
 * A device without a live table has its name, a colon and a space. Names are printed raw and docker's have colons in
 * them, so the name ends before the last `: START LENGTH TARGET`; ARGS never holds such words. A device of several
 * targets has a line for each, in order. Source: `_status` in libdm/dm-tools/dmsetup.c (lvm2).
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface DmLine {
  readonly line: number;
  readonly name: string;
  /** Null: the device has no live table. */
  readonly target: {
    /** Sectors. */
    readonly start: number;
    readonly length: number;
    readonly kind: string;
    readonly args: readonly string[];
  } | null;
}

const shape = /^(.+): (\d+) (\d+) ([A-Za-z0-9_-]+)(?: (.*))?$/;

export function parseDmLines(body: Uint8Array): Parsed<readonly DmLine[]> {
  const value: DmLine[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = shape.exec(raw);
    if (match) {
      const [, name, start, length, kind, args = ''] = match;
      value.push({
        line,
        name: name!,
        target: {
          start: Number(start),
          length: Number(length),
          kind: kind!,
          args: args.split(' ').filter((arg) => arg !== ''),
        },
      });
    } else if (/^.+: ?$/.test(raw)) {
      value.push({ line, name: raw.replace(/: ?$/, ''), target: null });
    } else if (raw !== '' && raw !== 'No devices found') {
      warnings.push({ line, expected: 'name, colon, start, length, target and its parameters' });
    }
  });
  return { value, warnings };
}
