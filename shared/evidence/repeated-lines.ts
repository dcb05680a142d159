/**
 * Bodies whose lines differ only in their first two numbers, as the copies of a mount table do: what follows the
 * numbers is sent once per collector and reader. A record's `B` line then ends in `<TAB>lines:BYTES` or
 * `<TAB>lines:BYTES:READER`, where BYTES is the length of the body that the lines below stand for. One line stands for
 * one line:
 *
 *     36 35 =98:0 / /mnt rw - ext3 /dev/root rw     these numbers and this tail, which gets the next number from 0
 *     97 35 0                                       these numbers and tail 0
 *     98 35 -98:0 / /x rw - ext3 /dev/root rw       a tail that gets no number: the writer keeps no more of them
 *     =anything else                                the rest of the line as it is
 *
 * Without a newline at the end there is none in the body either. `<TAB>copy:BYTES:ID` says that the body is that of an
 * earlier record of the same collector with other numbers of as many digits: below stand only their digits, two a byte
 * (`pack H*`), line by line. Nothing is lost: the body is again what was read, made when somebody asks for it.
 */
const newline = 0x0a;
const space = 0x20;
const remember = 0x3d;
const forget = 0x2d;
const zero = 0x30;

/** What few bytes may stand for in one capture, so that a hostile host cannot fill this machine's memory with them. */
export const longestExpansion = 4 * 1024 ** 3;

/** What follows the two numbers of a line; a line without them is all tail. One object for all lines that repeat it. */
export interface LineTail {
  readonly bytes: Uint8Array;
  readonly numbered: boolean;
}

/** A body by columns. Of a line without numbers both are -1. */
export interface RepeatedBody {
  readonly byteLength: number;
  /** One a line; the same array for all copies. */
  readonly tails: readonly LineTail[];
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** The last line ends in a newline. */
  readonly ended: boolean;
}

/** The form a `B` line names. Null: the body is sent as it is. */
export type BodyForm =
  | { readonly kind: 'lines'; readonly bytes: number; readonly reader: number }
  | { readonly kind: 'copy'; readonly bytes: number; readonly of: string };

export function parseForm(word: string): BodyForm | null {
  const lines = /^lines:(\d{1,12})(?::(\d{1,3}))?$/.exec(word);
  if (lines) return { kind: 'lines', bytes: Number(lines[1]), reader: Number(lines[2] ?? 0) };
  const copy = /^copy:(\d{1,12}):(.+)$/.exec(word);
  return copy ? { kind: 'copy', bytes: Number(copy[1]), of: copy[2]! } : null;
}

export class RepeatedLines {
  #tails = new Map<number, LineTail[]>();
  #bodies = new Map<string, RepeatedBody>();
  #room: number;

  constructor(room: number = longestExpansion) {
    this.#room = room;
  }

  /** A collector's tails and bodies end with it. */
  forget(): void {
    this.#tails = new Map();
    this.#bodies = new Map();
  }

  /**
   * The body of record `id` that `sent` stands for, of exactly the length its form promises; null when it stands for
   * none or for another length. Of a torn `sent` (`torn`) the whole lines that had arrived.
   */
  read(id: string, sent: Uint8Array, form: BodyForm, torn: boolean): RepeatedBody | null {
    if (form.bytes > this.#room) return null;
    this.#room -= form.bytes;
    const body = form.kind === 'copy' ? this.#copy(sent, form.of, torn) : this.#lines(sent, form, torn);
    if (body === null || (torn ? body.byteLength > form.bytes : body.byteLength !== form.bytes)) return null;
    if (!torn) this.#bodies.set(id, body);
    return body;
  }

  #lines(sent: Uint8Array, { bytes, reader }: BodyForm & { kind: 'lines' }, torn: boolean): RepeatedBody | null {
    const known = this.#tails.get(reader) ?? [];
    this.#tails.set(reader, known);
    // A newline at the end of the body leaves a last line of nothing.
    const whole = sent.at(-1) === remember && sent.at(-2) === newline ? sent.length - 1 : sent.length;
    const end = torn ? sent.lastIndexOf(newline) + 1 : whole;
    const tails: LineTail[] = [];
    const first: number[] = [];
    const second: number[] = [];
    let byteLength = 0;
    for (let from = 0; from < end; ) {
      const stop = sent.indexOf(newline, from);
      const lineEnd = stop < 0 ? end : stop;
      let a = -1;
      let b = -1;
      let tail: LineTail | null;
      if (sent[from] === remember) tail = { bytes: sent.slice(from + 1, lineEnd), numbered: false };
      else {
        const middle = sent.indexOf(space, from);
        const last = middle < 0 ? -1 : sent.indexOf(space, middle + 1);
        if (last < 0 || last >= lineEnd) return null;
        tail = tailOf(sent, last + 1, lineEnd, known);
        if (tail === null) return null;
        a = numberIn(sent, from, middle);
        b = numberIn(sent, middle + 1, last);
        if (a < 0 || b < 0) {
          tail = { bytes: joined(sent.subarray(from, last + 1), tail.bytes), numbered: false };
          a = b = -1;
        } else byteLength += digits(a) + digits(b) + 2;
      }
      tails.push(tail);
      first.push(a);
      second.push(b);
      byteLength += tail.bytes.length + (stop < 0 ? 0 : 1);
      if (byteLength > bytes) return null;
      from = lineEnd + 1;
    }
    const ended = end > 0 && sent[end - 1] === newline;
    return { byteLength, tails, first: Int32Array.from(first), second: Int32Array.from(second), ended };
  }

  #copy(sent: Uint8Array, of: string, torn: boolean): RepeatedBody | null {
    const origin = this.#bodies.get(of);
    if (origin === undefined) return null;
    const { tails, ended } = origin;
    const first = new Int32Array(tails.length).fill(-1);
    const second = new Int32Array(tails.length).fill(-1);
    const nibbles = sent.length * 2;
    let at = 0;
    let line = 0;
    let byteLength = 0;
    const number = (width: number): number => {
      let value = 0;
      for (const to = at + width; at < to; at++) {
        const digit = (at & 1) === 0 ? sent[at >> 1]! >> 4 : sent[at >> 1]! & 15;
        if (digit > 9 || (value === 0 && width > 1 && digit === 0)) return -1;
        value = value * 10 + digit;
      }
      return value;
    };
    for (; line < tails.length; line++) {
      const tail = tails[line]!;
      if (tail.numbered) {
        const a = digits(origin.first[line]!);
        const b = digits(origin.second[line]!);
        if (at + a + b > nibbles) break;
        first[line] = number(a);
        second[line] = number(b);
        if (first[line]! < 0 || second[line]! < 0) return null;
        byteLength += a + b + 2;
      }
      byteLength += tail.bytes.length + (line < tails.length - 1 || ended ? 1 : 0);
    }
    if (line === tails.length) {
      // An odd number of digits leaves half a byte.
      if (at + (at & 1) !== nibbles && !torn) return null;
      return { byteLength, tails, first, second, ended };
    }
    if (!torn) return null;
    return {
      byteLength,
      tails: tails.slice(0, line),
      first: first.slice(0, line),
      second: second.slice(0, line),
      ended: true,
    };
  }
}

/** The body itself, byte for byte. */
export function bytesOf({ byteLength, tails, first, second, ended }: RepeatedBody): Uint8Array {
  const body = new Uint8Array(byteLength);
  let to = 0;
  const put = (value: number) => {
    let rest = value;
    const width = digits(value);
    for (let at = to + width - 1; at >= to; at--) {
      body[at] = zero + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    to += width;
    body[to++] = space;
  };
  tails.forEach((tail, line) => {
    if (tail.numbered) {
      put(first[line]!);
      put(second[line]!);
    }
    body.set(tail.bytes, to);
    to += tail.bytes.length;
    if (line < tails.length - 1 || ended) body[to++] = newline;
  });
  return body;
}

function tailOf(sent: Uint8Array, at: number, end: number, known: LineTail[]): LineTail | null {
  const mark = sent[at];
  if (mark === remember || mark === forget) {
    const tail = { bytes: sent.slice(at + 1, end), numbered: true };
    if (mark === remember) known.push(tail);
    return tail;
  }
  let number = 0;
  for (let i = at; i < end; i++) {
    const digit = sent[i]! - zero;
    if (digit < 0 || digit > 9) return null;
    number = number * 10 + digit;
  }
  return at < end ? (known[number] ?? null) : null;
}

/** A number as the kernel prints it, of at most nine digits; -1 for anything else, which stays text. */
function numberIn(bytes: Uint8Array, from: number, to: number): number {
  if (from >= to || to - from > 9 || (bytes[from] === zero && to - from > 1)) return -1;
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = bytes[i]! - zero;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function digits(n: number): number {
  if (n < 1e3) return n < 10 ? 1 : n < 100 ? 2 : 3;
  if (n < 1e6) return n < 1e4 ? 4 : n < 1e5 ? 5 : 6;
  return n < 1e7 ? 7 : n < 1e8 ? 8 : 9;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
