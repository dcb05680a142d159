import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Transform } from 'node:stream';
import { constants, createGunzip, createZstdDecompress } from 'node:zlib';
import type { ReadLimits } from '#electron/node/bundle/limits.ts';

/** How a file is packed, by its first bytes; names lie. */
export type Packing = 'none' | 'gzip' | 'zstd' | 'xz' | 'bzip2';

/** Enough to tell every format we know, also a script output behind a long banner. */
const headBytes = 64 * 1024;

export interface Bytes {
  readonly packing: Packing;
  /** The first bytes, unpacked; short when the file is, or when it cannot be unpacked. */
  readonly head: Buffer;
  /** Everything, unpacked. Ends where the packed data breaks off; throws `TooLong` past `limits.totalBytes`. */
  stream(limits: ReadLimits, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** Thrown while unpacking, before the limit is passed in memory. */
export class TooLong extends Error {}

export async function bytesOf(file: string): Promise<Bytes> {
  const packed = await firstBytes(file);
  const packing = packingOf(packed);
  const stream = (limits: ReadLimits, signal: AbortSignal) => unpacked(file, packing, limits, signal);
  const head = packing === 'none' ? packed : await firstUnpacked(stream);
  return { packing, head, stream };
}

export function packingOf(head: Buffer): Packing {
  const starts = (hex: string) => head.subarray(0, hex.length / 2).toString('hex') === hex;
  if (starts('1f8b')) return 'gzip';
  if (starts('28b52ffd')) return 'zstd';
  if (starts('fd377a585a00')) return 'xz';
  if (starts('425a68')) return 'bzip2';
  return 'none';
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function firstUnpacked(stream: Bytes['stream']): Promise<Buffer> {
  const stop = new AbortController();
  const parts: Uint8Array[] = [];
  const limits = { totalBytes: Number.MAX_SAFE_INTEGER, memberBytes: 0, members: 0 };
  for await (const chunk of stream(limits, stop.signal)) {
    parts.push(chunk);
    if (parts.reduce((total, p) => total + p.length, 0) >= headBytes) break;
  }
  stop.abort();
  return Buffer.concat(parts).subarray(0, headBytes);
}

async function* unpacked(
  file: string,
  packing: Packing,
  limits: ReadLimits,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of packing === 'none' ? createReadStream(file) : throughUnpacker(file, packing)) {
    if (signal.aborted) return;
    total += chunk.length;
    if (total > limits.totalBytes) throw new TooLong(`${limits.totalBytes}`);
    yield chunk;
  }
}

async function* throughUnpacker(file: string, packing: Packing): AsyncGenerator<Buffer> {
  const unpacker = unpackerFor(packing);
  if (!unpacker) return;
  const packed = createReadStream(file);
  packed.on('error', (error) => unpacker.destroy(error));
  packed.pipe(unpacker);
  try {
    for await (const chunk of unpacker) yield chunk as Buffer;
  } catch (error) {
    if (!isDataError(error)) throw error;
    // Broken off inside the packed data: what was unpacked before stands, and the reader sees a cut.
  } finally {
    packed.destroy();
    unpacker.destroy();
  }
}

/** With a sync flush at the end, a cut gzip file gives all it has instead of an error. */
function unpackerFor(packing: Packing): Transform | null {
  if (packing === 'gzip') return createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  if (packing === 'zstd') return createZstdDecompress();
  return null;
}

const isDataError = (error: unknown) => /^(Z_|ZSTD_)/.test(String((error as NodeJS.ErrnoException).code));
