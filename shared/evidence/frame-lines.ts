/**
 * The lines between records in a capture stream, as shared/collectors/prelude.ts writes them.
 *
 *     <RS>undermount-capture/1 NONCE TOOL EPOCH UPTIME HOSTNAME      first line of the stream
 *     <RS>NONCE C <TAB>COLLECTOR<TAB>SAMPLE<TAB>UPTIME               a collector starts
 *     <RS>NONCE B <TAB>ID<TAB>MAX-BYTES<TAB>UPTIME<TAB>WHAT          a record starts; its body follows at once
 *                                                                    with `<TAB>lines:…` or `<TAB>copy:…`: in a form of repeated-lines.ts
 *     <RS>NONCE S                                                    the body ends, its stderr follows
 *     <RS>NONCE E <TAB>END<TAB>ARGUMENT<TAB>UPTIME                   the record ends
 *     <RS>NONCE D <TAB>COLLECTOR<TAB>SAMPLE<TAB>UPTIME<TAB>END<TAB>ARGUMENT   the collector ended: `ok`, or `timed-out` after so many ms
 *     <RS>NONCE P <TAB>UPTIME<TAB>WORD                               a sign of life while nothing is read
 *     <RS>NONCE Z <TAB>UPTIME                                        the whole ended
 *
 * RS is the byte 0x1e. It needs no newline before it, so a body is kept byte for byte. NONCE is 32 hex digits,
 * drawn per run. UPTIME is the first word of /proc/uptime: monotonic, and free of a fork; EPOCH is `date +%s.%N`
 * (or whole seconds) taken at the header's UPTIME, so that every time of the stream is host clock.
 */
import { type EvidenceEnd, EvidenceEnd as EvidenceEndSchema } from '#shared/evidence/record.ts';

export const recordSeparator = 0x1e;
export const headerWord = 'undermount-capture/1';
/** A frame line longer than this is no frame: the script bounds every field. */
export const longestLine = 8192;

export interface HeaderLine {
  readonly nonce: string;
  readonly toolVersion: string;
  /** Host clock, ms since the epoch, at `uptimeMs`. Null when the host printed none. */
  readonly epochMs: number | null;
  readonly uptimeMs: number | null;
  readonly hostname: string;
}

/** `line` is what stands between `<RS>undermount-capture/1 ` and the newline. Null when it is no header. */
export function parseHeader(line: string): HeaderLine | null {
  const match = /^([0-9a-f]{32}) (\S+) (\S+) (\S+) ?(.*)$/.exec(line);
  if (!match) return null;
  const [, nonce = '', toolVersion = '', epoch = '', uptime = '', hostname = ''] = match;
  return { nonce, toolVersion, epochMs: milliseconds(epoch), uptimeMs: milliseconds(uptime), hostname };
}

/** Seconds with a decimal part, as /proc/uptime and `date +%s.%N` print them, to ms. Null for anything else. */
export function milliseconds(seconds: string | undefined): number | null {
  if (seconds === undefined || !/^\d{1,12}(\.\d{1,9})?$/.test(seconds)) return null;
  return Math.round(Number(seconds) * 1000);
}

/** The end that an `E` or `D` line states. An unknown word means the line is damaged: the record counts as torn. */
export function parseEnd(word: string | undefined, argument: string | undefined): EvidenceEnd {
  const because = argument ?? '';
  const number = /^\d+$/.test(because) ? Number(because) : null;
  const candidate = {
    complete: { kind: 'complete', exitCode: number },
    'timed-out': { kind: 'timed-out', afterMs: number ?? 0 },
    'not-applicable': { kind: 'not-applicable', because },
    'not-found': { kind: 'not-found', because },
    denied: { kind: 'denied', because },
  }[word ?? ''];
  const parsed = EvidenceEndSchema.safeParse(candidate);
  return parsed.success ? parsed.data : { kind: 'connection-lost' };
}
