/** Bytes of a stream of chunks, taken in exact numbers or as they come. */
export class ByteWindow {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The same as `take` where the bytes are here already, else undefined: waiting for each of millions of blocks is what costs. */
  takeNow(size: number): Buffer | undefined {
    if (this.#held.length < size) return undefined;
    const { buffer, byteOffset } = this.#held;
    this.#held = this.#held.subarray(size);
    return Buffer.from(buffer, byteOffset, size);
  }

  /** Exactly `size` bytes, or null when fewer are left; those are dropped then. For small sizes: they are joined. */
  async take(size: number): Promise<Buffer | null> {
    if (this.#held.length < size) {
      const pieces = [this.#held];
      for (let have = this.#held.length; have < size; have += pieces.at(-1)!.length) {
        const next = await this.#chunks.next();
        if (next.done) {
          this.#held = new Uint8Array(0);
          return null;
        }
        pieces.push(next.value);
      }
      this.#held = Buffer.concat(pieces);
    }
    return this.takeNow(size)!;
  }

  /** The next bytes, at least one and at most `most`, not copied; null at the end. */
  async some(most: number): Promise<Uint8Array | null> {
    while (this.#held.length === 0) {
      const next = await this.#chunks.next();
      if (next.done) return null;
      this.#held = next.value;
    }
    const part = this.#held.subarray(0, most);
    this.#held = this.#held.subarray(part.length);
    return part;
  }

  /** Drops `size` bytes; false when the stream ended before. */
  async skip(size: number): Promise<boolean> {
    for (let left = size; left > 0; ) {
      const part = await this.some(left);
      if (part === null) return false;
      left -= part.length;
    }
    return true;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
