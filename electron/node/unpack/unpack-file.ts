import { createReadStream } from 'node:fs';
import { unpackBzip2 } from '#electron/node/unpack/bzip2.ts';
import { unpackGzip } from '#electron/node/unpack/gzip.ts';
import type { Packing } from '#electron/node/unpack/packing.ts';
import { unpackXz } from '#electron/node/unpack/xz.ts';
import { unpackZstd } from '#electron/node/unpack/zstd.ts';

type Unpack = (packed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

const unpackers: Readonly<Record<Packing, Unpack>> = {
  none: (packed) => packed,
  gzip: unpackGzip,
  zstd: unpackZstd,
  xz: unpackXz,
  bzip2: unpackBzip2,
};

/**
 * What is in a packed file, in chunks that are the caller's to keep. Concatenated streams are one.
 *
 * `onPacked`: bytes of the file as they are read. Throws `BrokenPacking`, or what the operating system says. Ends without throwing when `signal` aborts.
 */
export async function* unpackFile(
  file: string,
  packing: Packing,
  signal: AbortSignal,
  onPacked: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  for await (const chunk of unpackers[packing](readFile(file, signal, onPacked))) {
    if (signal.aborted) return;
    yield chunk;
  }
}

async function* readFile(
  file: string,
  signal: AbortSignal,
  onPacked: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(file, { highWaterMark: 64 * 1024 })) {
    if (signal.aborted) return;
    const bytes = chunk as Buffer;
    onPacked(bytes.length);
    yield bytes;
  }
}
