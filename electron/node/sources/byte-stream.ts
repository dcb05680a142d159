import { open } from 'node:fs/promises';
import type { ReadLimits } from '#electron/node/bundle/limits.ts';
import { BrokenPacking, type Packing, packingOf } from '#electron/node/unpack/packing.ts';
import { unpackFile } from '#electron/node/unpack/unpack-file.ts';

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
  try {
    for await (const chunk of unpackFile(file, packing, signal)) {
      total += chunk.length;
      if (total > limits.totalBytes) throw new TooLong(`${limits.totalBytes}`);
      yield chunk;
    }
  } catch (error) {
    // What was unpacked before stands, and the reader sees a cut.
    if (!(error instanceof BrokenPacking)) throw error;
  }
}
