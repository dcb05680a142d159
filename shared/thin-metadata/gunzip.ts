/**
 * gzip (RFC 1952) and deflate (RFC 1951), unpacked in pieces: a dump that was packed on the host is read without ever
 * being whole in memory. In plain TypeScript because shared/ has no zlib. Checksums are not compared; a reader of what
 * comes out notices damage, and sees a cut as one.
 */
const windowSize = 32 * 1024;
const pieceSize = 256 * 1024;

/** Base and extra bits of length codes 257 … 285 and distance codes 0 … 29. */
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = Array.from({ length: 30 }, (_, i) => (i < 4 ? i + 1 : (2 + (i & 1)) * 2 ** ((i >> 1) - 1) + 1));
const distanceBits = Array.from({ length: 30 }, (_, i) => (i < 4 ? 0 : (i >> 1) - 1));
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

export const isGzip = (body: Uint8Array): boolean => body[0] === 0x1f && body[1] === 0x8b;

/**
 * Hands over what is in `packed`, piece by piece; a piece is good until the next one. Returns false when the packed data
 * is damaged or ends early, or when more than `limit` bytes came out: what was handed over stands.
 */
export function gunzip(packed: Uint8Array, limit: number, onPiece: (piece: Uint8Array) => void): boolean {
  const at = headerEnd(packed);
  return at !== null && new Inflater(packed, at, limit, onPiece).run();
}

/** Byte after the member's header; null: it is none. */
function headerEnd(packed: Uint8Array): number | null {
  if (!isGzip(packed) || packed[2] !== 8 || packed.length < 18) return null;
  const flags = packed[3]!;
  let at = 10;
  if (flags & 4) at += 2 + (packed[10]! | (packed[11]! << 8));
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const end = packed.indexOf(0, at);
    if (end < 0) return null;
    at = end + 1;
  }
  return flags & 2 ? at + 2 : at;
}

/** Codes by their bits: low four bits of an entry the length, the rest the symbol. 0: no such code. */
interface Codes {
  readonly bits: number;
  readonly table: Uint16Array;
}

class Damaged extends Error {}

class Inflater {
  readonly #input: Uint8Array;
  readonly #limit: number;
  readonly #onPiece: (piece: Uint8Array) => void;
  /** The last 32 KiB that were handed over, then what was not yet. */
  readonly #output = new Uint8Array(windowSize + pieceSize + 258);
  #at: number;
  #filled = windowSize;
  #hold = 0;
  #held = 0;
  #total = 0;

  constructor(input: Uint8Array, at: number, limit: number, onPiece: (piece: Uint8Array) => void) {
    this.#input = input;
    this.#at = at;
    this.#limit = limit;
    this.#onPiece = onPiece;
  }

  run(): boolean {
    try {
      let isLast = false;
      while (!isLast) {
        isLast = this.#bits(1) === 1;
        const kind = this.#bits(2);
        if (kind === 0) this.#stored();
        else if (kind === 1) this.#coded(fixedLiterals, fixedDistances);
        else if (kind === 2) this.#dynamic();
        else throw new Damaged();
      }
      return this.#flush();
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      this.#flush();
      return false;
    }
  }

  #bits(count: number): number {
    while (this.#held < count) {
      if (this.#at >= this.#input.length) throw new Damaged();
      this.#hold |= this.#input[this.#at++]! << this.#held;
      this.#held += 8;
    }
    const value = this.#hold & ((1 << count) - 1);
    this.#hold >>>= count;
    this.#held -= count;
    return value;
  }

  #symbol({ bits, table }: Codes): number {
    while (this.#held < bits && this.#at < this.#input.length) {
      this.#hold |= this.#input[this.#at++]! << this.#held;
      this.#held += 8;
    }
    const entry = table[this.#hold & ((1 << bits) - 1)]!;
    const length = entry & 15;
    if (length === 0 || length > this.#held) throw new Damaged();
    this.#hold >>>= length;
    this.#held -= length;
    return entry >>> 4;
  }

  #put(byte: number): void {
    this.#output[this.#filled++] = byte;
    if (this.#filled >= windowSize + pieceSize && !this.#flush()) throw new Damaged();
  }

  #stored(): void {
    this.#hold = 0;
    // Whole bytes that were fetched ahead go back.
    this.#at -= this.#held >>> 3;
    this.#held = 0;
    const length = this.#input[this.#at]! | (this.#input[this.#at + 1]! << 8);
    this.#at += 4;
    if (this.#at + length > this.#input.length) throw new Damaged();
    for (let i = 0; i < length; i++) this.#put(this.#input[this.#at++]!);
  }

  #dynamic(): void {
    const literals = this.#bits(5) + 257;
    const distances = this.#bits(5) + 1;
    const count = this.#bits(4) + 4;
    const lengths = new Uint8Array(19);
    for (let i = 0; i < count; i++) lengths[codeLengthOrder[i]!] = this.#bits(3);
    const codes = codesOf(lengths);
    const all = new Uint8Array(literals + distances);
    for (let i = 0; i < all.length; ) {
      const symbol = this.#symbol(codes);
      if (symbol < 16) {
        all[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw new Damaged();
      const value = symbol === 16 ? all[i - 1]! : 0;
      const times = symbol === 16 ? 3 + this.#bits(2) : symbol === 17 ? 3 + this.#bits(3) : 11 + this.#bits(7);
      if (i + times > all.length) throw new Damaged();
      all.fill(value, i, i + times);
      i += times;
    }
    this.#coded(codesOf(all.subarray(0, literals)), codesOf(all.subarray(literals)));
  }

  #coded(literals: Codes, distances: Codes): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol < 256) this.#put(symbol);
      else if (symbol === 256) return;
      else this.#copy(symbol - 257, distances);
    }
  }

  #copy(lengthCode: number, distances: Codes): void {
    if (lengthCode >= lengthBase.length) throw new Damaged();
    const length = lengthBase[lengthCode]! + this.#bits(lengthBits[lengthCode]!);
    const code = this.#symbol(distances);
    if (code >= 30) throw new Damaged();
    const distance = distanceBase[code]! + this.#bits(distanceBits[code]!);
    if (distance > this.#total + this.#filled - windowSize) throw new Damaged();
    const output = this.#output;
    const from = this.#filled - distance;
    for (let i = 0; i < length; i++) output[this.#filled + i] = output[from + i]!;
    this.#filled += length;
    if (this.#filled >= windowSize + pieceSize && !this.#flush()) throw new Damaged();
  }

  /** False: past the limit. */
  #flush(): boolean {
    const piece = this.#output.subarray(windowSize, this.#filled);
    this.#total += piece.length;
    if (this.#total > this.#limit) return false;
    if (piece.length > 0) this.#onPiece(piece);
    this.#output.copyWithin(0, this.#filled - windowSize, this.#filled);
    this.#filled = windowSize;
    return true;
  }
}

/** Canonical Huffman codes from their lengths (RFC 1951, 3.2.2), as one table of the longest code's width. */
function codesOf(lengths: Uint8Array): Codes {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length]!++;
  counts[0] = 0;
  let bits = 15;
  while (bits > 1 && counts[bits] === 0) bits--;
  const next = new Uint32Array(17);
  for (let length = 1; length <= 15; length++) next[length + 1] = (next[length]! + counts[length]!) << 1;
  const table = new Uint16Array(1 << bits);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const code = next[length]!++;
    if (code >= 1 << length) throw new Damaged();
    const entry = (symbol << 4) | length;
    for (let at = reversed(code, length); at < table.length; at += 1 << length) table[at] = entry;
  }
  return { bits, table };
}

function reversed(code: number, length: number): number {
  let out = 0;
  for (let i = 0; i < length; i++) out |= ((code >>> i) & 1) << (length - 1 - i);
  return out;
}

const fixedLiterals = codesOf(
  Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
);
const fixedDistances = codesOf(new Uint8Array(30).fill(5));
