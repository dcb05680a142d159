import type { BoltBucket } from '#shared/bbolt/bucket.ts';
import { openBolt } from '#shared/bbolt/open-bolt.ts';
import { rewriteBolt } from '#shared/bbolt/rewrite-bolt.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { byteText } from '#shared/export/redaction/byte-text.ts';

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

/** Printable ASCII and well-formed UTF-8. */
const textRun =
  /(?:[\t\n\r\x20-\x7e]|\xc2[\xa0-\xbf]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+/g;
/** Shorter runs of a packed value may be parts of its numbers: they are redacted, but no name is taken from them. */
const nameable = 5;

/** What of a key or a value is text that may name something: all of it, or the runs in a packed one (protobuf). */
export const textsOf = (piece: Uint8Array): readonly Uint8Array[] =>
  runsOf(piece).filter((run) => run.length === piece.length || run.length >= nameable);

/** Views into `piece`. */
function runsOf(piece: Uint8Array): readonly Uint8Array[] {
  if (isTime(piece)) return [];
  return Array.from(byteText(piece).matchAll(textRun), ({ 0: run, index }) =>
    piece.subarray(index, index + run.length),
  ).filter((run) => run.length > 2 || run.every((byte) => byte < 0x80));
}

/** Go's Time.MarshalBinary: version, seconds since the year 1, nanoseconds, offset in minutes (and seconds). */
const isTime = (piece: Uint8Array) =>
  (piece.length === 15 && piece[0] === 1) || (piece.length === 16 && piece[0] === 2 && piece[1] === 0);

/** What is said of a database that cannot be read key by key, and so cannot be redacted. */
export const leftOut = 'left out by redaction: the database is damaged, its names cannot be replaced';

/** The record with each key and value redacted; one that cannot be read whole is left out. */
export function redactDatabase(
  { end, body }: EvidenceRecord,
  redact: (text: Uint8Array) => Uint8Array,
): Pick<EvidenceRecord, 'end' | 'body'> {
  // Nobody reads the body of a record that did not end well.
  if (end.kind !== 'complete') return { end, body: new Uint8Array(body.length) };
  const rewritten = rewriteBolt(body, (piece) => {
    const out = new Uint8Array(piece);
    for (const run of runsOf(out)) run.set(redact(run));
    return out;
  });
  return rewritten === null
    ? { end: { kind: 'denied', because: leftOut }, body: new Uint8Array(0) }
    : { end, body: rewritten };
}
