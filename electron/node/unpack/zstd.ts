import { createZstdDecompress, type ZstdDecompress } from 'node:zlib';
import { brokenBy, chunkSize } from '#electron/node/unpack/gzip.ts';
import { outputOf } from '#electron/node/unpack/transform-output.ts';

/**
 * zstd frames. Frames that need a window above 128 MiB are refused, as zstd(1) does without --long.
 *
 * Node's decoder ends where a frame does and drops what follows in the same chunk, so each frame gets one of its own
 * and is fed chunk by chunk: pzstd writes many frames, and so does cat.
 */
export async function* unpackZstd(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = new Input(packed);
  try {
    while (await input.fill()) {
      const frame = createZstdDecompress({ chunkSize });
      const feeding = feed(frame, input);
      try {
        yield* outputOf(frame);
      } catch (error) {
        throw brokenBy(error) ?? error;
      } finally {
        frame.destroy();
        await feeding;
      }
    }
  } finally {
    await input.close();
  }
}

class Input {
  rest: Uint8Array = new Uint8Array(0);
  readonly #chunks: AsyncIterator<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** False when nothing is left. */
  async fill(): Promise<boolean> {
    while (this.rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done) return false;
      this.rest = next.value;
    }
    return true;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}

/** Until the frame ends, or the input does. Failures of the input become the frame's. */
async function feed(frame: ZstdDecompress, input: Input): Promise<void> {
  try {
    while (await input.fill()) {
      const before = frame.bytesWritten;
      const given = input.rest;
      await new Promise<void>((resolve) => {
        frame.once('close', resolve);
        frame.write(given, () => {
          frame.off('close', resolve);
          resolve();
        });
      });
      input.rest = given.subarray(frame.bytesWritten - before);
      // More input than it wants: it has ended itself.
      if (input.rest.length > 0 || frame.destroyed) return;
    }
    frame.end();
  } catch (error) {
    frame.destroy(error as Error);
  }
}
