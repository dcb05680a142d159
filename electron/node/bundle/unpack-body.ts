import { zstdDecompressSync } from 'node:zlib';

/** Null when it is no zstd, or not exactly `size` bytes. Stops decoding past `size`: a bomb costs no more than was declared. */
export function unpackBody(stored: Uint8Array, size: number): Uint8Array | null {
  try {
    const bytes = zstdDecompressSync(stored, { maxOutputLength: Math.max(size, 1) });
    return bytes.length === size ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) : null;
  } catch {
    return null;
  }
}
