import type { BitReader } from '#electron/node/unpack/bzip2-bits.ts';
import { type HuffmanTable, huffmanTable, longestCode, lookupBits } from '#electron/node/unpack/bzip2-huffman.ts';
import { BrokenPacking } from '#electron/node/unpack/packing.ts';

export interface Block {
  /** Of each place: the byte there in the low 8 bits, above them the place that follows it. */
  readonly links: Uint32Array;
  readonly length: number;
  readonly start: number;
}

const groupSize = 50;
const damaged = () => new BrokenPacking('damaged');

/** Reads a block behind its CRC: Huffman codes, move to front, second run-length code, and the links that undo the sort. */
export function readBlock(bits: BitReader, blockSize: number): Block {
  // Randomised blocks were made by bzip2 0.9 and before only.
  if (bits.read(1) === 1) throw new BrokenPacking('unsupported');
  const start = bits.read(24);
  const used = usedBytes(bits);
  const groups = bits.read(3);
  const selectorCount = bits.read(15);
  if (used.length === 0 || groups < 2 || groups > 6 || selectorCount === 0) throw damaged();
  const selectors = readSelectors(bits, groups, selectorCount);
  const tables = Array.from({ length: groups }, () => readTable(bits, used.length + 2));
  const links = new Uint32Array(blockSize);
  const length = readSymbols(bits, tables, selectors, used, links);
  if (start >= length) throw damaged();
  link(links, length);
  return { links, length, start };
}

function usedBytes(bits: BitReader): Uint8Array {
  const rows = bits.read(16);
  const used: number[] = [];
  for (let row = 0; row < 16; row++) {
    if ((rows & (0x8000 >> row)) === 0) continue;
    const columns = bits.read(16);
    for (let column = 0; column < 16; column++) if (columns & (0x8000 >> column)) used.push(row * 16 + column);
  }
  return Uint8Array.from(used);
}

function readSelectors(bits: BitReader, groups: number, count: number): Uint8Array {
  const front = Array.from({ length: groups }, (_, i) => i);
  const selectors = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let place = 0;
    while (bits.read(1) === 1) if (++place >= groups) throw damaged();
    const [group] = front.splice(place, 1);
    front.unshift(group!);
    selectors[i] = group!;
  }
  return selectors;
}

function readTable(bits: BitReader, symbols: number): HuffmanTable {
  const lengths = new Uint8Array(symbols);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    for (;;) {
      if (length < 1 || length > longestCode) throw damaged();
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return huffmanTable(lengths);
}

/** Fills `bytes` with the sorted bytes of the block; returns how many there are. */
function readSymbols(
  bits: BitReader,
  tables: readonly HuffmanTable[],
  selectors: Uint8Array,
  used: Uint8Array,
  bytes: Uint32Array,
): number {
  const front = used.slice();
  const endOfBlock = used.length + 1;
  let { byte, bits: word, held } = bits;
  const { window } = bits;
  let table = tables[selectors[0]!]!;
  let selector = 0;
  let left = 0;
  let count = 0;
  let runLength = 0;
  let runBit = 1;
  for (;;) {
    if (left === 0) {
      if (selector >= selectors.length) throw damaged();
      table = tables[selectors[selector++]!]!;
      left = groupSize;
    }
    left--;
    // Past the window zeros are read; whether they were used is asked below.
    while (held <= 24) {
      word = (word << 8) | (byte < window.length ? window[byte]! : 0);
      byte++;
      held += 8;
    }
    let symbol: number;
    const found = table.lookup[(word >>> (held - lookupBits)) & (2 ** lookupBits - 1)]!;
    if (found !== 0) {
      held -= found & 31;
      symbol = found >>> 5;
    } else {
      let length = lookupBits + 1;
      while (length <= longestCode && ((word >>> (held - length)) & (2 ** length - 1)) > table.limit[length]!) length++;
      if (length > longestCode) throw damaged();
      symbol = table.symbols[((word >>> (held - length)) & (2 ** length - 1)) - table.base[length]!] ?? -1;
      if (symbol < 0) throw damaged();
      held -= length;
    }
    if (byte - (held >>> 3) > window.length) throw bits.exhausted();
    if (symbol <= 1) {
      // Runs are written in bijective base 2, lowest digit first; they cannot exceed the block.
      if (runBit > bytes.length) throw damaged();
      runLength += runBit << symbol;
      runBit <<= 1;
      continue;
    }
    if (runLength > 0) {
      if (count + runLength > bytes.length) throw damaged();
      bytes.fill(front[0]!, count, count + runLength);
      count += runLength;
      runLength = 0;
      runBit = 1;
    }
    if (symbol === endOfBlock) break;
    if (count >= bytes.length) throw damaged();
    const place = symbol - 1;
    const value = front[place]!;
    if (place < 16) for (let i = place; i > 0; i--) front[i] = front[i - 1]!;
    else front.copyWithin(1, 0, place);
    front[0] = value;
    bytes[count++] = value;
  }
  // Whole bytes that were not used go back, so that none of the zeros past the window is ever taken for one.
  bits.byte = byte - (held >>> 3);
  bits.bits = word >>> (held & ~7);
  bits.held = held & 7;
  return count;
}

function link(links: Uint32Array, length: number): void {
  const next = new Uint32Array(257);
  for (let i = 0; i < length; i++) next[(links[i]! & 0xff) + 1]!++;
  for (let byte = 1; byte <= 256; byte++) next[byte]! += next[byte - 1]!;
  for (let i = 0; i < length; i++) links[next[links[i]! & 0xff]!++]! |= i << 8;
}
