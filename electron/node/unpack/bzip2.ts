import { type BitReader, bitsOf } from '#electron/node/unpack/bzip2-bits.ts';
import { readBlock } from '#electron/node/unpack/bzip2-block.ts';
import { crcTable } from '#electron/node/unpack/bzip2-crc.ts';
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

/**
 * Undoes the Burrows-Wheeler transform and the first run-length code: four equal bytes are followed by how many more
 * there are. Returns the block's CRC.
 */
function* unrolled(links: Uint32Array, length: number, start: number): Generator<Uint8Array, number> {
  let out = Buffer.allocUnsafe(chunkSize);
  let filled = 0;
  let crc = 0xffffffff | 0;
  let at = links[start]!;
  let run = 0;
  let last = -1;
  for (let i = 0; i < length; i++) {
    at = links[at >>> 8]!;
    const byte = at & 0xff;
    let copies = 1;
    let value = byte;
    if (run === 4) {
      copies = byte;
      value = last;
      run = 0;
      last = -1;
    } else if (byte === last) run++;
    else {
      last = byte;
      run = 1;
    }
    for (; copies > 0; copies--) {
      crc = (crc << 8) ^ crcTable[((crc >>> 24) ^ value) & 0xff]!;
      out[filled++] = value;
      if (filled === chunkSize) {
        yield out;
        out = Buffer.allocUnsafe(chunkSize);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield out.subarray(0, filled);
  return ~crc >>> 0;
}
