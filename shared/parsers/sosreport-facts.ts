/**
 * Parser for what a sosreport says about itself, as shared/sosreport/about.ts gathers it: `KEY<TAB>VALUE` lines.
 *
 *     version<TAB>4.0
 *     truncated<TAB>sos_strings/logs/var.log.messages.tailed
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface SosreportFact {
  readonly line: number;
  readonly key: string;
  readonly value: string;
}

export function parseSosreportFacts(body: Uint8Array): Parsed<readonly SosreportFact[]> {
  const value: SosreportFact[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const tab = raw.indexOf('\t');
    if (tab > 0) value.push({ line, key: raw.slice(0, tab), value: raw.slice(tab + 1) });
    else if (raw !== '') warnings.push({ line, expected: 'a key, a tab and a value' });
  });
  return { value, warnings };
}
