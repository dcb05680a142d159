/** Parser for `KIND<TAB>PID<TAB>DATA-ROOT<TAB>CONFIG-FILE`; the last two may be empty. */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface DaemonLine {
  readonly line: number;
  readonly kind: string;
  readonly pid: number;
  readonly root: string;
  readonly configFile: string;
}

export function parseDaemons(body: Uint8Array): Parsed<readonly DaemonLine[]> {
  const value: DaemonLine[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const [kind, pid, root = '', configFile = ''] = raw.split('\t');
    if (kind && pid !== undefined && /^\d+$/.test(pid)) value.push({ line, kind, pid: Number(pid), root, configFile });
    else if (raw !== '') warnings.push({ line, expected: 'kind, pid, data root and configuration file' });
  });
  return { value, warnings };
}
