import { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { BrokenPacking } from '#electron/node/unpack/packing.ts';
import { outputOf } from '#electron/node/unpack/transform-output.ts';

export const chunkSize = 64 * 1024;

/** With a sync flush at the end, a cut file gives all it has, and whoever reads it sees the cut. */
export async function* unpackGzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpacker = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize });
  const source = Readable.from(packed, { objectMode: false, highWaterMark: chunkSize });
  source.on('error', (error) => unpacker.destroy(error));
  source.pipe(unpacker);
  try {
    yield* outputOf(unpacker);
  } catch (error) {
    throw brokenBy(error) ?? error;
  } finally {
    source.destroy();
  }
}

/** What Node's zlib says of broken data; null for any other error. */
export function brokenBy(error: unknown): BrokenPacking | null {
  const code = String((error as NodeJS.ErrnoException).code);
  if (!/^(Z_|ZSTD_)/.test(code)) return null;
  if (code === 'Z_BUF_ERROR') return new BrokenPacking('cut');
  const unsupported = ['ZSTD_error_frameParameter_windowTooLarge', 'ZSTD_error_version_unsupported', 'Z_NEED_DICT'];
  return new BrokenPacking(unsupported.includes(code) || code.includes('dictionary') ? 'unsupported' : 'damaged');
}
