/**
 * Parser for `dmsetup info -c` with its default columns, as sosreports keep it.
 *
 *     Name          Maj Min Stat Open Targ Event  UUID
 *     lab name#1 é  253  37 L--w    0    1      0
 *
 * A name may hold spaces, so the row is read from its right end. Source: dmsetup(8).
 */
import { decodeText } from '#shared/parsers/decode.ts';
import type { DmInfo } from '#shared/parsers/dm-info.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface DmColumns extends DmInfo {
  readonly uuid: string;
  readonly readOnly: boolean;
}

const shape = /^(.*?) +(\d+) +(\d+) +([L-][I-][s-][rw][\w-]*) +(\d+) +(\d+) +(\d+)(?: +(\S.*?))? *$/s;

export function parseDmsetupColumns(body: Uint8Array): Parsed<readonly DmColumns[]> {
  const value: DmColumns[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const row = dmColumns(raw, line);
    if (row) value.push(row);
    else if (raw !== '' && raw !== 'No devices found' && !/^Name +Maj Min/.test(raw)) {
      warnings.push({ line, expected: 'name, major, minor, state, open count, targets, event and uuid' });
    }
  });
  return { value, warnings };
}

/** One row; null for the heading and anything else. */
export function dmColumns(raw: string, line: number): DmColumns | null {
  const match = shape.exec(raw);
  if (!match) return null;
  const [, name, major, minor, stat, open, , , uuid] = match;
  return {
    line,
    device: `${major}:${minor}`,
    open: Number(open),
    suspended: stat![2] === 's',
    readOnly: stat![3] === 'r',
    name: name!,
    uuid: uuid ?? '',
  };
}
