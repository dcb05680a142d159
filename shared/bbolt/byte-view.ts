/** The bytes of a file with a view on them: all numbers in it are little-endian. */
export interface ByteView {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

export const byteView = (bytes: Uint8Array): ByteView => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
});

/** A 64-bit number, exact up to 2^53; a larger one comes out larger than `Number.MAX_SAFE_INTEGER`. */
export const readU64 = (view: DataView, at: number): number =>
  view.getUint32(at + 4, true) * 0x100000000 + view.getUint32(at, true);

/** A part of a file: what a key is while it is only compared. */
export interface Span {
  readonly at: number;
  readonly length: number;
}

/** Order of bbolt's keys: byte by byte, a prefix first (bytes.Compare). */
export function compareBytes(a: Uint8Array, aSpan: Span, b: Uint8Array, bSpan: Span): number {
  const shared = Math.min(aSpan.length, bSpan.length);
  for (let i = 0; i < shared; i++) {
    const difference = a[aSpan.at + i]! - b[bSpan.at + i]!;
    if (difference !== 0) return difference;
  }
  return aSpan.length - bSpan.length;
}
