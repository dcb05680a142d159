/** CRC-32 of polynomial 0x04c11db7, most significant bit first. */
const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});

/**
 * Undoes the Burrows-Wheeler transform and the first run-length code: four equal bytes are followed by how many more
 * there are. Stops where the output is full and goes on from there.
 */
export class Unroll {
  readonly #links: Uint32Array;
  #left: number;
  #at: number;
  #crc = -1;
  #run = 0;
  #last = -1;
  /** Of `#last`, still to be written. */
  #copies = 0;

  constructor(links: Uint32Array, length: number, start: number) {
    this.#links = links;
    this.#left = length;
    this.#at = links[start]!;
  }

  /** Of all bytes given so far. */
  get crc(): number {
    return ~this.#crc >>> 0;
  }

  /** Bytes written: fewer than fit only at the end of the block. */
  fill(out: Uint8Array): number {
    const links = this.#links;
    const room = out.length;
    // Copies: the loop runs once per byte.
    let [left, at, crc, run, last, copies] = [this.#left, this.#at, this.#crc, this.#run, this.#last, this.#copies];
    let filled = 0;
    while (filled < room) {
      if (copies > 0) {
        copies--;
        crc = (crc << 8) ^ crcTable[((crc >>> 24) ^ last) & 0xff]!;
        out[filled++] = last;
        continue;
      }
      if (left === 0) break;
      left--;
      at = links[at >>> 8]!;
      const byte = at & 0xff;
      if (run === 4) {
        copies = byte;
        run = 0;
        continue;
      }
      run = byte === last && run > 0 ? run + 1 : 1;
      last = byte;
      crc = (crc << 8) ^ crcTable[((crc >>> 24) ^ byte) & 0xff]!;
      out[filled++] = byte;
    }
    this.#left = left;
    this.#at = at;
    this.#crc = crc;
    this.#run = run;
    this.#last = last;
    this.#copies = copies;
    return filled;
  }
}
