import { type BoltBucket } from '#shared/bbolt/bucket.ts';
import { openBolt } from '#shared/bbolt/open-bolt.ts';
import { rewriteBolt } from '#shared/bbolt/rewrite-bolt.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { byteText } from '#shared/export/redaction/byte-text.ts';
import { encodeText } from '#shared/parsers/decode.ts';

/** A bbolt file of containerd. In it texts stand side by side with nothing between, so it is read key by key and value by value. */
export const isDatabase = ({ id, body }: EvidenceRecord) => id.startsWith('containerd-databases/') && body.length > 0;

/** Keys and values of a database; none when not each of them can be read: such a record is left out. */
export function* piecesOf(body: Uint8Array): Generator<Uint8Array> {
  const opened = openBolt(body);
  if (opened.ok && opened.value.whole) yield* piecesOfBucket(opened.value.root);
}

function* piecesOfBucket(bucket: BoltBucket): Generator<Uint8Array> {
  for (const entry of bucket.entries()) {
    yield entry.key;
    if (entry.kind === 'value') yield entry.value;
    else yield* piecesOfBucket(entry.bucket);
  }
}

/** What of a key or a value is text: all of it, or the runs of printable ASCII in a packed one (protobuf, times). */
export function textsOf(piece: Uint8Array): readonly Uint8Array[] {
  if (isText(piece)) return [piece];
  const runs = byteText(piece).match(/[\x20-\x7e]{5,}/g) ?? [];
  return runs.map((run) => encodeText(run));
}

function isText(piece: Uint8Array): boolean {
  if (piece.some((byte) => byte < 0x20)) return false;
  if (piece.every((byte) => byte < 0x7f)) return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(piece);
  } catch {
    return false;
  }
  return piece.length >= 5;
}

/** What is said of a database that cannot be read key by key, and so cannot be redacted. */
export const leftOut = 'left out by redaction: the database is damaged, its names cannot be replaced';

/** The record with each key and value redacted; one that cannot be read whole is left out. */
export function redactDatabase(
  { end, body }: EvidenceRecord,
  redact: (piece: Uint8Array) => Uint8Array,
): Pick<EvidenceRecord, 'end' | 'body'> {
  // Nobody reads the body of a record that did not end well.
  if (end.kind !== 'complete') return { end, body: new Uint8Array(body.length) };
  const rewritten = rewriteBolt(body, redact);
  return rewritten === null
    ? { end: { kind: 'denied', because: leftOut }, body: new Uint8Array(0) }
    : { end, body: rewritten };
}
