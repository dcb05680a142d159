import { Readable, type Transform } from 'node:stream';
import { constants, createGunzip, createZstdDecompress } from 'node:zlib';
import { BrokenPacking } from '#electron/node/unpack/packing.ts';

const chunkSize = 256 * 1024;

/** With a sync flush at the end, a cut file gives all it has. What follows the last gzip stream and is none is ignored, as gzip(1) does. */
export const unpackGzip = (packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> =>
  through(packed, createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize }));

/** Frames that need a window above 128 MiB are refused, as zstd(1) does without --long. */
export const unpackZstd = (packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> =>
  through(packed, createZstdDecompress({ chunkSize }));

async function* through(packed: AsyncIterable<Uint8Array>, unpacker: Transform): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed, { objectMode: false, highWaterMark: chunkSize });
  source.on('error', (error) => unpacker.destroy(error));
  source.pipe(unpacker);
  try {
    for await (const chunk of unpacker) yield chunk as Buffer;
  } catch (error) {
    throw brokenBy(error) ?? error;
  } finally {
    source.destroy();
    unpacker.destroy();
  }
}

function brokenBy(error: unknown): BrokenPacking | null {
  const code = String((error as NodeJS.ErrnoException).code);
  if (!/^(Z_|ZSTD_)/.test(code)) return null;
  if (code === 'Z_BUF_ERROR') return new BrokenPacking('cut');
  const unsupported = ['ZSTD_error_frameParameter_windowTooLarge', 'ZSTD_error_version_unsupported', 'Z_NEED_DICT'];
  return new BrokenPacking(unsupported.includes(code) || code.includes('dictionary') ? 'unsupported' : 'damaged');
}
