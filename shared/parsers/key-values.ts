/** Parser for key-values: `key=value`, one a line; the value may have `=` in it. The first of two equal keys counts. */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface KeyValue {
  readonly line: number;
  readonly key: string;
  readonly value: string;
}

export function parseKeyValues(body: Uint8Array): Parsed<readonly KeyValue[]> {
  const value: KeyValue[] = [];
  const seen = new Set<string>();
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const equals = raw.indexOf('=');
    const key = raw.slice(0, equals);
    if (equals <= 0) {
      if (raw !== '') warnings.push({ line, expected: 'key=value' });
    } else if (seen.has(key)) warnings.push({ line, expected: `one value for ${key}` });
    else {
      seen.add(key);
      value.push({ line, key, value: raw.slice(equals + 1) });
    }
  });
  return { value, warnings };
}
