/**
 * Parsers for the two logs.
 *
 *     1763656078.123456<TAB>TEXT                kernel; after a first line `#boot` the seconds count from boot
 *     1763656078.123456<TAB>dockerd<TAB>TEXT    engines
 *
 * A line without a stamp is kept: the words count even where the time is not known.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface LogEntry {
  readonly line: number;
  readonly seconds: number | null;
  readonly sinceBoot: boolean;
  readonly writer: string;
  readonly text: string;
}

const parseLog = (body: Uint8Array, hasWriter: boolean): Parsed<readonly LogEntry[]> => {
  const value: LogEntry[] = [];
  const warnings: ParseWarning[] = [];
  let sinceBoot = false;
  eachLine(decodeText(body), (raw, line) => {
    if (line === 1 && raw === '#boot') {
      sinceBoot = true;
      return;
    }
    if (raw === '') return;
    const tab = raw.indexOf('\t');
    const stamp = /^\d+(?:\.\d+)?$/.test(raw.slice(0, Math.max(tab, 0))) ? Number(raw.slice(0, tab)) : null;
    if (stamp === null) warnings.push({ line, expected: 'seconds and a tab before the text' });
    const rest = stamp === null ? raw : raw.slice(tab + 1);
    const second = hasWriter && stamp !== null ? rest.indexOf('\t') : -1;
    value.push({
      line,
      seconds: stamp,
      sinceBoot,
      writer: second >= 0 ? rest.slice(0, second) : hasWriter ? '' : 'kernel',
      text: rest.slice(second + 1),
    });
  });
  return { value, warnings };
};

export const parseKernelLog = (body: Uint8Array) => parseLog(body, false);
export const parseEngineLog = (body: Uint8Array) => parseLog(body, true);
