/**
 * Bodies whose lines differ only in their first two numbers, as the copies of a mount table do: what follows the
 * numbers is sent once per collector. A record's `B` line then ends in `<TAB>lines:BYTES`, where BYTES is the length of
 * the body that the lines below stand for. One line stands for one line:
 *
 *     36 35 =98:0 / /mnt rw - ext3 /dev/root rw     these numbers and this tail, which gets the next number from 0
 *     97 35 0                                       these numbers and tail 0
 *     98 35 -98:0 / /x rw - ext3 /dev/root rw       a tail that gets no number: the writer keeps no more of them
 *     =anything else                                the rest of the line as it is
 *
 * Without a newline at the end there is none in the body either. Nothing is lost: the body is again what was read.
 */
const newline = 0x0a;
const space = 0x20;
const remember = 0x3d;
const forget = 0x2d;
const zero = 0x30;

/** What few bytes may stand for in one capture, so that a hostile host cannot fill this machine's memory with them. */
export const longestExpansion = 4 * 1024 ** 3;

export class RepeatedLines {
  #tails: Uint8Array[] = [];
  #room: number;

  constructor(room: number = longestExpansion) {
    this.#room = room;
  }

  /** A collector's tails end with it. */
  forget(): void {
    this.#tails = [];
  }

  /**
   * The body that `sent` stands for, of exactly `length` bytes; null when it stands for none or for another length.
   * Of a torn `sent` (`torn`) the whole lines that had arrived.
   */
  expand(sent: Uint8Array, length: number, torn: boolean): Uint8Array | null {
    if (length > this.#room) return null;
    this.#room -= length;
    const body = new Uint8Array(length);
    const end = torn ? sent.lastIndexOf(newline) + 1 : sent.length;
    let to = 0;
    for (let from = 0; from < end; ) {
      const stop = sent.indexOf(newline, from);
      const lineEnd = stop < 0 ? end : stop;
      let at = from;
      let tail: Uint8Array;
      if (sent[from] === remember) tail = sent.subarray(from + 1, stop < 0 ? end : stop + 1);
      else {
        at = afterNumbers(sent, from, lineEnd);
        if (at < 0 || to + at - from > length) return null;
        for (let i = from; i < at; i++) body[to++] = sent[i]!;
        const known = this.#tail(sent, at, lineEnd);
        if (known === null) return null;
        tail = known;
      }
      if (to + tail.length > length) return null;
      body.set(tail, to);
      to += tail.length;
      if (at !== from && stop >= 0) {
        if (to >= length) return null;
        body[to++] = newline;
      }
      from = lineEnd + 1;
    }
    if (to === length) return body;
    return torn ? body.slice(0, to) : null;
  }

  #tail(sent: Uint8Array, at: number, end: number): Uint8Array | null {
    const first = sent[at];
    if (first === remember) {
      const tail = sent.slice(at + 1, end);
      this.#tails.push(tail);
      return tail;
    }
    if (first === forget) return sent.subarray(at + 1, end);
    let number = 0;
    for (let i = at; i < end; i++) {
      const digit = sent[i]! - zero;
      if (digit < 0 || digit > 9) return null;
      number = number * 10 + digit;
    }
    return at < end ? (this.#tails[number] ?? null) : null;
  }
}

/** The byte after the second space of a line, which is where its tail begins; -1 when there is none. */
function afterNumbers(sent: Uint8Array, from: number, end: number): number {
  let spaces = 0;
  for (let at = from; at < end; at++) if (sent[at] === space && ++spaces === 2) return at + 1;
  return -1;
}
