import { BrokenPacking } from '#electron/node/unpack/packing.ts';

/** Bits, most significant first, of a window of a stream. Public fields: the block's inner loop works on copies of them. */
export interface BitReader {
  window: Uint8Array;
  /** Next byte of `window`. */
  byte: number;
  /** The `held` low bits are the next ones. */
  bits: number;
  held: number;
  /** Makes the window `size` bytes long, or as long as the stream still is. */
  fill(size: number): Promise<void>;
  /** At most 32. Throws `BrokenPacking` past the window. */
  read(count: number): number;
  /** Drops the rest of a byte that was begun. */
  align(): void;
  /** Whether these characters are next. Aligned only. */
  at(text: string): boolean;
  /** What it means that the window has no more bits. */
  exhausted(): BrokenPacking;
}

export function bitsOf(packed: AsyncIterable<Uint8Array>): BitReader {
  const input = packed[Symbol.asyncIterator]();
  let ended = false;
  return {
    window: new Uint8Array(0),
    byte: 0,
    bits: 0,
    held: 0,
    async fill(size) {
      if (ended || this.window.length - this.byte >= size) return;
      const pieces = [this.window.subarray(this.byte)];
      // Twice as much as asked for, or every block would copy the window once more.
      for (let have = this.window.length - this.byte; have < 2 * size; have += pieces.at(-1)!.length) {
        const next = await input.next();
        if (next.done) {
          ended = true;
          break;
        }
        pieces.push(next.value);
      }
      this.window = Buffer.concat(pieces);
      this.byte = 0;
    },
    read(count) {
      if (count > 24) return this.read(count - 16) * 2 ** 16 + this.read(16);
      while (this.held < count) {
        if (this.byte >= this.window.length) throw this.exhausted();
        this.bits = (this.bits << 8) | this.window[this.byte++]!;
        this.held += 8;
      }
      this.held -= count;
      return (this.bits >>> this.held) & (2 ** count - 1);
    },
    align() {
      this.held -= this.held % 8;
      this.byte -= this.held / 8;
      this.held = 0;
    },
    at(text) {
      return (
        Buffer.from(
          this.window.buffer,
          this.window.byteOffset + this.byte,
          Math.min(text.length, this.window.length - this.byte),
        ).toString('latin1') === text
      );
    },
    exhausted: () => new BrokenPacking(ended ? 'cut' : 'damaged'),
  };
}
