import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';
import { lineEndOf } from '#shared/parsers/lines.ts';

/** Byte offsets at which the lines of a record start. A last line without a newline counts; an empty body has none. */
export function lineStarts(record: EvidenceRecord): Uint32Array {
  const known = starts.get(record);
  if (known) return known;
  const index = indexLines(record.body);
  starts.set(record, index);
  return index;
}

const starts = new WeakMap<EvidenceRecord, Uint32Array>();

function indexLines(body: Uint8Array): Uint32Array {
  const end = endByteOf(body);
  let count = body.length > 0 ? 1 : 0;
  for (let at = body.indexOf(end); at >= 0 && at + 1 < body.length; at = body.indexOf(end, at + 1)) count++;
  const index = new Uint32Array(count);
  for (let line = 1, at = body.indexOf(end); line < count; line++, at = body.indexOf(end, at + 1)) index[line] = at + 1;
  return index;
}

/** Listings of links end their rows with NUL; the parsers number them so. */
const endByteOf = (body: Uint8Array): number => lineEndOf(body).charCodeAt(0);

/** Bytes of one line that are decoded; a longer line is cut and says so. Nothing a reader could use is longer. */
const maxLineBytes = 64 * 1024;

/** Line `line` (1-based) without its newline, or null when the record has no such line. */
export function evidenceLine(record: EvidenceRecord, line: number): string | null {
  const index = lineStarts(record);
  if (line < 1 || line > index.length) return null;
  const from = index[line - 1]!;
  const next = line < index.length ? index[line]! : record.body.length;
  const to = record.body[next - 1] === endByteOf(record.body) ? next - 1 : next;
  const kept = Math.min(to, from + maxLineBytes);
  const text = decodeLine(record.body.subarray(from, kept));
  return kept === to ? text : `${text}… ${say(msg('record.line-cut', { bytes: to - from }))}`;
}

/**
 * Bytes as text: UTF-8, each byte that is not UTF-8 as `\xNN`. A forensic view that shows U+FFFD
 * for two different bytes makes two different paths look equal.
 */
export function decodeLine(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeLoosely(bytes);
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeLoosely(bytes: Uint8Array): string {
  const out: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) out.push(`\\x${bytes[at]!.toString(16).padStart(2, '0')}`);
    else out.push(strict.decode(bytes.subarray(at, at + length)));
    at += Math.max(length, 1);
  }
  return out.join('');
}

/** Length of the valid UTF-8 sequence at `at`, or 0. Overlong forms, surrogates and values past U+10FFFF are not valid. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const b0 = bytes[at]!;
  if (b0 < 0x80) return 1;
  const length = b0 >= 0xc2 && b0 <= 0xdf ? 2 : b0 >= 0xe0 && b0 <= 0xef ? 3 : b0 >= 0xf0 && b0 <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  for (let i = 1; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
  const b1 = bytes[at + 1]!;
  if ((b0 === 0xe0 && b1 < 0xa0) || (b0 === 0xed && b1 > 0x9f)) return 0;
  if ((b0 === 0xf0 && b1 < 0x90) || (b0 === 0xf4 && b1 > 0x8f)) return 0;
  return length;
}
