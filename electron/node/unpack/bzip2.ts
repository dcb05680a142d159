import { type BitReader, bitsOf } from '#electron/node/unpack/bzip2-bits.ts';
import { readBlock } from '#electron/node/unpack/bzip2-block.ts';
import { Unroll } from '#electron/node/unpack/bzip2-unroll.ts';
import { BrokenPacking } from '#electron/node/unpack/packing.ts';

/**
 * More than any block takes packed: 900,000 symbols of at most 20 bits, and its tables. A block that wants more is
 * damaged. So a block is decoded from memory in one go, and nothing has to be read twice.
 */
const blockWindow = 4 * 1024 ** 2;
const chunkSize = 128 * 1024;
const [blockMagic, endMagic] = [0x314159265359, 0x177245385090];

/**
 * bzip2 streams, also concatenated. Format: bzip2's decompress.c and huffman.c (Julian Seward).
 *
 * Output leaves in chunks while a block is being undone: 45 bytes can hold 45 MB.
 */
export async function* unpackBzip2(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const bits = bitsOf(packed);
  for (let streams = 0; ; streams++) {
    await bits.fill(blockWindow);
    if (streams > 0 && !bits.at('BZh')) return;
    bits.read(24);
    const level = bits.read(8) - 0x30;
    if (level < 1 || level > 9) throw new BrokenPacking('damaged');
    yield* oneStream(bits, level * 100_000);
    bits.align();
  }
}

async function* oneStream(bits: BitReader, blockSize: number): AsyncGenerator<Uint8Array> {
  let whole = 0;
  for (;;) {
    await bits.fill(blockWindow);
    const magic = bits.read(24) * 2 ** 24 + bits.read(24);
    const crc = bits.read(32);
    if (magic === endMagic) {
      if (crc !== whole) throw new BrokenPacking('damaged');
      return;
    }
    if (magic !== blockMagic) throw new BrokenPacking('damaged');
    const block = readBlock(bits, blockSize);
    const found = yield* unrolled(block.links, block.length, block.start);
    if (found !== crc) throw new BrokenPacking('damaged');
    whole = ((whole << 1) | (whole >>> 31)) ^ crc;
    whole >>>= 0;
  }
}

/** Gives a block's bytes in chunks and returns their CRC. */
function* unrolled(links: Uint32Array, length: number, start: number): Generator<Uint8Array, number> {
  const unroll = new Unroll(links, length, start);
  for (;;) {
    const out = Buffer.allocUnsafeSlow(chunkSize);
    const filled = unroll.fill(out);
    if (filled > 0) yield out.subarray(0, filled);
    if (filled < chunkSize) return unroll.crc;
  }
}
