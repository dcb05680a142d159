import { BrokenPacking } from '#electron/node/unpack/packing.ts';

export const longestCode = 20;
/** Codes up to this length are found by one look; most are. */
export const lookupBits = 10;

/** A canonical Huffman code. */
export interface HuffmanTable {
  /** By the next `lookupBits` bits: symbol << 5 | length; 0 where the code is longer. */
  readonly lookup: Uint16Array;
  /** Largest code of each length; -1 where there is none. */
  readonly limit: Int32Array;
  /** What to take from a code of each length to get its place in `symbols`. */
  readonly base: Int32Array;
  /** Ordered by length, then by number. */
  readonly symbols: Uint16Array;
}

export function huffmanTable(lengths: Uint8Array): HuffmanTable {
  const limit = new Int32Array(longestCode + 1).fill(-1);
  const base = new Int32Array(longestCode + 1);
  const symbols = new Uint16Array(lengths.length);
  const lookup = new Uint16Array(2 ** lookupBits);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= longestCode; length++, code <<= 1) {
    base[length] = code - place;
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue;
      if (code >= 2 ** length) throw new BrokenPacking('damaged');
      if (length <= lookupBits) {
        const first = code << (lookupBits - length);
        lookup.fill((symbol << 5) | length, first, first + 2 ** (lookupBits - length));
      }
      symbols[place++] = symbol;
      limit[length] = code++;
    }
  }
  return { lookup, limit, base, symbols };
}
