/**
 * Parser for `dmsetup info -c --noheadings --separator ' ' -o major,minor,open,attr,name`.
 *
 *     253 16 1 L--w docker-254:0-131182-d6e85f0d…
 *
 * Four fields, then the name to the end of the line: docker's names have `:` in them, and a name may have
 * spaces. attr: L live table, I inactive table, s suspended, r or w. Source: dmsetup(8).
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface DmInfo {
  readonly line: number;
  readonly device: string;
  readonly open: number;
  readonly suspended: boolean;
  readonly name: string;
}

export function parseDmInfo(body: Uint8Array): Parsed<readonly DmInfo[]> {
  const value: DmInfo[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = /^ *(\d+) +(\d+) +(\d+) +([LIsrwu-]+) +(.+)$/.exec(raw);
    if (match) {
      const [, major, minor, open, attr, name] = match;
      value.push({
        line,
        device: `${major}:${minor}`,
        open: Number(open),
        suspended: attr!.includes('s'),
        name: name!,
      });
    } else if (raw !== '' && raw !== 'No devices found') {
      warnings.push({ line, expected: 'major, minor, open count, attributes and name' });
    }
  });
  return { value, warnings };
}
