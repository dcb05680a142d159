import { ReadableStream } from 'node:stream/web';
import xz from 'xz-decompress';
import { BrokenPacking } from '#electron/node/unpack/packing.ts';

/** XZ Embedded's `enum xz_ret`, by the number in the error's text. */
const unsupported = ['3', '4', '5', '6'];
const outOfInput = '8';

/**
 * xz streams, by XZ Embedded: LZMA2 with CRC32, CRC64 or no check; other filters and checks are `unsupported`.
 *
 * The decoder has one instance for the process and lends it to one stream at a time, so a stream must be ended or
 * cancelled always, or the next one waits for ever.
 */
export async function* unpackXz(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = packed[Symbol.asyncIterator]();
  // The decoder throws a TypeError when its input has no bytes at all.
  const first = await input.next();
  if (first.done) return;
  let waiting: Uint8Array | null = first.value;
  let ended = false;
  const source = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (waiting !== null) {
          controller.enqueue(waiting);
          waiting = null;
          return;
        }
        const next = await input.next();
        if (!next.done) return controller.enqueue(next.value);
        ended = true;
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const reader = new xz.XzReadableStream(source).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value.length > 0) yield value;
    }
  } catch (error) {
    throw brokenBy(error, ended) ?? error;
  } finally {
    await reader.cancel().catch(() => {});
    await input.return?.();
  }
}

function brokenBy(error: unknown, ended: boolean): BrokenPacking | null {
  const code = /error code (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  if (code === undefined) return null;
  if (unsupported.includes(code)) return new BrokenPacking('unsupported');
  return new BrokenPacking(code === outOfInput && ended ? 'cut' : 'damaged');
}
