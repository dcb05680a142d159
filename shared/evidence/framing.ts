/**
 * Decoder of a capture stream: bytes of any chunking to records.
 *
 * The only thing trusted in the stream is the nonce. Whatever else looks like a
 * frame is somebody's body and stays in it. A cut anywhere loses at most the
 * record it falls into, which comes out torn. Line formats: frame-lines.ts.
 */
import { ByteRun } from '#shared/evidence/byte-run.ts';
import {
  headerWord,
  longestLine,
  milliseconds,
  parseEnd,
  parseHeader,
  recordSeparator,
} from '#shared/evidence/frame-lines.ts';
import { type EvidenceEnd, type EvidenceFacts, type EvidenceRecord, recordOfLines } from '#shared/evidence/record.ts';
import {
  type BodyForm,
  bytesOf,
  parseForm,
  type RepeatedBody,
  RepeatedLines,
} from '#shared/evidence/repeated-lines.ts';

export type FrameEvent =
  | {
      readonly kind: 'header';
      readonly nonce: string;
      readonly toolVersion: string;
      readonly hostname: string;
      /** Host clock, ms since the epoch. */
      readonly hostClockMs: number | null;
    }
  | { readonly kind: 'collector-started'; readonly collector: string; readonly sample: 1 | 2 }
  | {
      readonly kind: 'collector-ended';
      readonly collector: string;
      readonly sample: 1 | 2;
      readonly timedOut: boolean;
      readonly durationMs: number | null;
    }
  | { readonly kind: 'record'; readonly record: EvidenceRecord }
  /** The host is alive and waits, e.g. for the second sample. */
  | { readonly kind: 'waiting'; readonly word: string }
  /** Bytes outside all frames: a banner, a profile that prints. `bytes` is the first 4 KiB of `total`. */
  | { readonly kind: 'noise'; readonly bytes: Uint8Array; readonly total: number }
  | { readonly kind: 'finished' };

interface OpenRecord {
  readonly id: string;
  readonly what: string;
  readonly maxBytes: number;
  readonly uptimeMs: number | null;
  /** Not null: `body` stands for another one, see repeated-lines.ts. */
  readonly form: BodyForm | null;
  readonly body: ByteRun;
  readonly stderr: ByteRun;
  inStderr: boolean;
}

interface OpenCollector {
  readonly id: string;
  readonly sample: 1 | 2;
  readonly uptimeMs: number | null;
  records: number;
}

const keptNoise = 4096;
const keptStderr = 4096;
const unbounded = Number.MAX_SAFE_INTEGER;
const utf8 = new TextDecoder('utf-8');
const ascii = new TextEncoder();

/** Chunks given to `push` must not be changed afterwards: bodies are copied only when their record is complete. */
export class FrameDecoder {
  readonly #wantedNonce: string | null;
  readonly #host: string | null;
  #headerHost = '';
  #nonce: string | null = null;
  #marker: Uint8Array;
  #clock: { readonly epochMs: number; readonly uptimeMs: number } | null = null;
  #carry: Uint8Array = new Uint8Array(0);
  #record: OpenRecord | null = null;
  #collector: OpenCollector | null = null;
  #noise = new ByteRun(keptNoise);
  readonly #lines = new RepeatedLines();
  #finished = false;
  #events: FrameEvent[] = [];

  /**
   * `nonce`: null takes it from the stream's first header, for the output of a script run by hand.
   * `host`: what records name as their origin; null takes the header's host name.
   */
  constructor(options: { readonly nonce: string | null; readonly host: string | null }) {
    this.#wantedNonce = options.nonce;
    this.#host = options.host;
    this.#marker = ascii.encode(`\x1e${headerWord} `);
  }

  push(chunk: Uint8Array): readonly FrameEvent[] {
    const buffer = this.#carry.length === 0 ? chunk : concat(this.#carry, chunk);
    const consumed = this.#scan(buffer);
    // A copy, so that a carried byte does not keep a whole chunk alive.
    this.#carry = buffer.slice(consumed);
    return this.#take();
  }

  /** The stream is over, cut or not. Emits what is still open as torn. */
  end(): readonly FrameEvent[] {
    // What is carried is the start of a frame line, never a whole piece of a body.
    this.#carry = new Uint8Array(0);
    this.#closeRecord({ kind: 'connection-lost' }, null);
    this.#flushNoise();
    return this.#take();
  }

  /** The whole stream, with its end mark, was seen. */
  get finished(): boolean {
    return this.#finished;
  }

  #take(): readonly FrameEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Returns how much of `buffer` is done with; the rest may be the start of a frame line. */
  #scan(buffer: Uint8Array): number {
    let done = 0;
    let from = 0;
    for (;;) {
      const at = buffer.indexOf(recordSeparator, from);
      if (at < 0) {
        this.#sink(buffer.subarray(done));
        return buffer.length;
      }
      const matched = matchLength(buffer, at, this.#marker);
      if (matched < this.#marker.length) {
        if (at + matched < buffer.length) {
          from = at + 1;
          continue;
        }
        this.#sink(buffer.subarray(done, at));
        return at;
      }
      const lineStart = at + this.#marker.length;
      const lineEnd = buffer.indexOf(10, lineStart);
      const torn = buffer.indexOf(recordSeparator, lineStart);
      if (torn >= 0 && (lineEnd < 0 || torn < lineEnd) && torn - lineStart <= longestLine) {
        // Its writer was killed inside the line; the next frame follows at once.
        this.#sink(buffer.subarray(done, at));
        done = torn;
        from = torn;
        continue;
      }
      if ((lineEnd < 0 ? buffer.length : lineEnd) - lineStart > longestLine) {
        from = lineStart;
        continue;
      }
      this.#sink(buffer.subarray(done, at));
      if (lineEnd < 0) return at;
      const line = utf8.decode(buffer.subarray(lineStart, lineEnd));
      const understood = this.#nonce === null ? this.#header(line) : this.#frame(line);
      if (!understood) this.#sink(buffer.subarray(at, lineEnd + 1));
      done = lineEnd + 1;
      from = done;
    }
  }

  #sink(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#record === null) this.#noise.add(bytes);
    else if (this.#record.inStderr) this.#record.stderr.add(bytes);
    else this.#record.body.add(bytes);
  }

  #header(line: string): boolean {
    const header = parseHeader(line);
    if (header === null || (this.#wantedNonce !== null && header.nonce !== this.#wantedNonce)) return false;
    this.#flushNoise();
    this.#nonce = header.nonce;
    this.#marker = ascii.encode(`\x1e${header.nonce} `);
    this.#headerHost = header.hostname;
    if (header.epochMs !== null && header.uptimeMs !== null) {
      this.#clock = { epochMs: header.epochMs, uptimeMs: header.uptimeMs };
    }
    const { nonce, toolVersion, hostname } = header;
    this.#events.push({ kind: 'header', nonce, toolVersion, hostname, hostClockMs: header.epochMs });
    return true;
  }

  #frame(line: string): boolean {
    if (this.#finished) return false;
    const [letter = '', ...fields] = line.split('\t');
    switch (letter) {
      case 'C':
        this.#closeRecord({ kind: 'connection-lost' }, null);
        this.#flushNoise();
        this.#startCollector(fields);
        return true;
      case 'B':
        this.#closeRecord({ kind: 'connection-lost' }, null);
        this.#flushNoise();
        this.#openRecord(fields);
        return true;
      case 'S':
        if (this.#record) this.#record.inStderr = true;
        return true;
      case 'E':
        this.#closeRecord(parseEnd(fields[0], fields[1]), milliseconds(fields[2]));
        return true;
      case 'D':
        this.#endCollector(fields);
        return true;
      case 'P':
        this.#events.push({ kind: 'waiting', word: fields[1] ?? '' });
        return true;
      case 'Z':
        this.#closeRecord({ kind: 'connection-lost' }, null);
        this.#flushNoise();
        this.#finished = true;
        this.#events.push({ kind: 'finished' });
        return true;
      default:
        return false;
    }
  }

  #startCollector([id = '', sample = '1', uptime]: readonly string[]): void {
    this.#lines.forget();
    this.#collector = { id, sample: sample === '2' ? 2 : 1, uptimeMs: milliseconds(uptime), records: 0 };
    this.#events.push({ kind: 'collector-started', collector: id, sample: this.#collector.sample });
  }

  #openRecord([id = '', max = '', uptime, what = '', form = '']: readonly string[]): void {
    const maxBytes = /^[1-9]\d*$/.test(max) ? Number(max) : unbounded;
    const bodyForm = parseForm(form);
    this.#record = {
      id,
      what,
      maxBytes,
      uptimeMs: milliseconds(uptime),
      form: bodyForm,
      // A table without a repeated line is longer in that form than it is, by less than twice.
      body: new ByteRun(bodyForm === null ? maxBytes : 2 * maxBytes),
      stderr: new ByteRun(keptStderr),
      inStderr: false,
    };
  }

  #endCollector([, , uptime, word, argument]: readonly string[]): void {
    const collector = this.#collector;
    if (collector === null) return;
    const { id, sample } = collector;
    const timedOut = word === 'timed-out';
    const uptimeMs = milliseconds(uptime);
    const end = timedOut ? parseEnd(word, argument) : ({ kind: 'connection-lost' } as const);
    if (this.#record !== null) this.#closeRecord(end, uptimeMs);
    else if (timedOut) {
      // Killed between two records: said by a record of its own, never by silence.
      this.#openRecord([collector.records === 0 ? id : `${id}/rest`, '', uptime ?? '', 'what was left to read']);
      this.#closeRecord(end, uptimeMs);
    }
    this.#flushNoise();
    this.#events.push({
      kind: 'collector-ended',
      collector: id,
      sample,
      timedOut,
      durationMs: uptimeMs === null || collector.uptimeMs === null ? null : uptimeMs - collector.uptimeMs,
    });
    this.#collector = null;
  }

  #closeRecord(end: EvidenceEnd, uptimeMs: number | null): void {
    const open = this.#record;
    if (open === null) return;
    this.#record = null;
    const sample = this.#collector?.sample ?? 1;
    if (this.#collector) this.#collector.records++;
    const truncated: EvidenceEnd = { kind: 'truncated', keptBytes: open.maxBytes, limitBytes: open.maxBytes };
    const { body, lines, total, sound } = this.#bodyOf(open, end);
    const facts: EvidenceFacts = {
      id: sample === 2 ? `${open.id}@2` : open.id,
      collectorId: this.#collector?.id ?? (open.id.split('/')[0] || open.id),
      sample,
      origin: { kind: 'live', host: this.#host ?? this.#headerHost, what: open.what },
      end: !sound ? { kind: 'connection-lost' } : end.kind === 'complete' && total > open.maxBytes ? truncated : end,
      startedAt: this.#hostClock(open.uptimeMs),
      durationMs: open.uptimeMs === null || uptimeMs === null ? null : Math.max(0, uptimeMs - open.uptimeMs),
      stderr: utf8.decode(open.stderr.join()),
    };
    this.#events.push({ kind: 'record', record: lines === null ? { ...facts, body } : recordOfLines(facts, lines) });
  }

  /** `sound`: false for lines that do not stand for a body of the length they promise: as good as torn. */
  #bodyOf(
    { id, body, form, maxBytes }: OpenRecord,
    end: EvidenceEnd,
  ): { body: Uint8Array; lines: RepeatedBody | null; total: number; sound: boolean } {
    if (form === null) return { body: body.join(), lines: null, total: body.total, sound: true };
    const lines = this.#lines.read(id, body.join(), form, end.kind !== 'complete');
    if (lines === null) return { body: new Uint8Array(0), lines: null, total: 0, sound: false };
    if (lines.byteLength <= maxBytes) return { body: new Uint8Array(0), lines, total: lines.byteLength, sound: true };
    return { body: bytesOf(lines).subarray(0, maxBytes), lines: null, total: lines.byteLength, sound: true };
  }

  #hostClock(uptimeMs: number | null): number | null {
    if (uptimeMs === null || this.#clock === null) return null;
    return this.#clock.epochMs + (uptimeMs - this.#clock.uptimeMs);
  }

  #flushNoise(): void {
    if (this.#noise.total === 0) return;
    this.#events.push({ kind: 'noise', bytes: this.#noise.join(), total: this.#noise.total });
    this.#noise = new ByteRun(keptNoise);
  }
}

/** The records alone, for a reader that needs no progress. Ends when the stream does, cut or not. */
export async function* recordsOf(
  chunks: AsyncIterable<Uint8Array>,
  options: { readonly nonce: string | null; readonly host: string | null },
): AsyncGenerator<EvidenceRecord> {
  const decoder = new FrameDecoder(options);
  for await (const chunk of chunks) yield* recordsAmong(decoder.push(chunk));
  yield* recordsAmong(decoder.end());
}

function* recordsAmong(events: readonly FrameEvent[]) {
  for (const event of events) if (event.kind === 'record') yield event.record;
}

function matchLength(buffer: Uint8Array, at: number, marker: Uint8Array): number {
  let length = 0;
  while (length < marker.length && at + length < buffer.length && buffer[at + length] === marker[length]) length++;
  return length;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
