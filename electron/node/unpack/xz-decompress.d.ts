declare module 'xz-decompress' {
  import type { ReadableStream } from 'node:stream/web';

  /** CommonJS; Node sees no named export of it. */
  const xz: { readonly XzReadableStream: new (packed: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array> };
  export default xz;
}
