import type { Transform } from 'node:stream';

const mostQueued = 4;

/**
 * Chunks of a transform, also those it gave just before it failed: iterating the stream itself drops what is buffered
 * when an error comes, which would be the last members of an archive whose final checksum is wrong.
 */
export async function* outputOf(transform: Transform): AsyncGenerator<Uint8Array> {
  const queue: Uint8Array[] = [];
  let failure: unknown;
  let done = false;
  let wake = () => {};
  const notify = (change: () => void) => () => {
    change();
    wake();
  };
  transform.on('data', (chunk: Buffer) => {
    queue.push(chunk);
    if (queue.length >= mostQueued) transform.pause();
    wake();
  });
  transform.on(
    'end',
    notify(() => (done = true)),
  );
  transform.on(
    'close',
    notify(() => (done = true)),
  );
  transform.on('error', (error) => notify(() => (failure = error))());
  try {
    for (;;) {
      for (let chunk = queue.shift(); chunk; chunk = queue.shift()) yield chunk;
      if (failure) throw failure;
      if (done) return;
      const changed = new Promise<void>((resolve) => (wake = resolve));
      transform.resume();
      if (queue.length === 0 && !failure && !done) await changed;
    }
  } finally {
    transform.destroy();
  }
}
