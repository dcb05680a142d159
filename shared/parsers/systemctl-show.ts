/** Parser for `systemctl show UNIT… -p …`: blocks of `Name=value`, an empty line between units. */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface UnitProperties {
  /** Of the block's first line. */
  readonly line: number;
  readonly properties: Readonly<Record<string, string>>;
}

export function parseSystemctlShow(body: Uint8Array): Parsed<readonly UnitProperties[]> {
  const value: UnitProperties[] = [];
  const warnings: ParseWarning[] = [];
  let block: { line: number; properties: Record<string, string> } | null = null;
  eachLine(decodeText(body), (raw, line) => {
    const match = /^([A-Za-z][A-Za-z0-9]*)=(.*)$/s.exec(raw);
    if (raw === '') block = null;
    else if (!match) warnings.push({ line, expected: 'Name=value, or an empty line between units' });
    else {
      if (!block) {
        block = { line, properties: Object.create(null) as Record<string, string> };
        value.push(block);
      }
      block.properties[match[1]!] = match[2]!;
    }
  });
  return { value, warnings };
}
