import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';
import { decodeText } from '#shared/parsers/decode.ts';
import { lineEndOf } from '#shared/parsers/lines.ts';

/**
 * Byte offsets at which the lines of a record start, numbered as the parsers number them (rows of link
 * listings end with NUL). A last line without its end counts; an empty body has none.
 */
export const lineStarts = (record: EvidenceRecord): Uint32Array => indexOf(record).starts;

interface LineIndex {
  readonly starts: Uint32Array;
  /** Byte that ends a line. */
  readonly end: number;
}

const indexes = new WeakMap<EvidenceRecord, LineIndex>();

function indexOf(record: EvidenceRecord): LineIndex {
  const known = indexes.get(record);
  if (known) return known;
  const end = lineEndOf(record.body).charCodeAt(0);
  const index = { starts: startsOf(record.body, end), end };
  indexes.set(record, index);
  return index;
}

function startsOf(body: Uint8Array, end: number): Uint32Array {
  let count = body.length > 0 ? 1 : 0;
  for (let at = body.indexOf(end); at >= 0 && at + 1 < body.length; at = body.indexOf(end, at + 1)) count++;
  const starts = new Uint32Array(count);
  for (let line = 1, at = body.indexOf(end); line < count; line++, at = body.indexOf(end, at + 1)) {
    starts[line] = at + 1;
  }
  return starts;
}

/** Bytes of one line that are decoded; a longer line is cut and says so. Nothing a reader could use is longer. */
const maxLineBytes = 64 * 1024;

/**
 * Line `line` (1-based) without its end, or null when the record has no such line. Bytes that are not UTF-8
 * come as lone surrogates (shared/parsers/decode.ts), which views show as `\xNN`.
 */
export function evidenceLine(record: EvidenceRecord, line: number): string | null {
  const { starts, end } = indexOf(record);
  if (line < 1 || line > starts.length) return null;
  const from = starts[line - 1]!;
  const next = line < starts.length ? starts[line]! : record.body.length;
  const to = record.body[next - 1] === end ? next - 1 : next;
  const kept = Math.min(to, from + maxLineBytes);
  const text = decodeText(record.body.subarray(from, kept));
  return kept === to ? text : `${text}… ${say(msg('record.line-cut', { bytes: to - from }))}`;
}
