/** Bytes that arrive in pieces, kept up to `limit` and counted beyond it. Pieces are copied once, by `join`. */
export class ByteRun {
  readonly #limit: number;
  #pieces: Uint8Array[] = [];
  #kept = 0;
  #total = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** All bytes that arrived, also those not kept. */
  get total(): number {
    return this.#total;
  }

  add(piece: Uint8Array): void {
    this.#total += piece.length;
    const room = this.#limit - this.#kept;
    if (room <= 0) return;
    const kept = piece.length > room ? piece.subarray(0, room) : piece;
    this.#pieces.push(kept);
    this.#kept += kept.length;
  }

  join(): Uint8Array {
    const joined = new Uint8Array(this.#kept);
    let at = 0;
    for (const piece of this.#pieces) {
      joined.set(piece, at);
      at += piece.length;
    }
    return joined;
  }
}
