import { bytesOfText, byteText, foldAscii, foldByte, isWordByte } from '#shared/export/redaction/byte-text.ts';
import { encodingsOf } from '#shared/export/redaction/encodings.ts';
import { escapeLength } from '#shared/export/redaction/find-ids.ts';

/** Tokens under this many bytes match whole words only. */
export const shortToken = 5;

/** One made of hex digits only would be found in every second id; it matches whole words only, too. */
export const isWordOnly = (token: string): boolean => token.length < shortToken || /^[0-9a-f]+$/.test(token);

interface Pattern {
  readonly find: Uint8Array;
  readonly put: Uint8Array;
  readonly token: number;
  readonly wordOnly: boolean;
  readonly exact: boolean;
}

/** Tokens and what to put in their place, compiled: one pass over the bytes, whatever their number. */
export interface Matcher {
  /** Replaces in place; `found` hears the token's index and its offset for each place. The longest token counts, the leftmost first. */
  replace(bytes: Uint8Array, found?: (token: number, at: number) => void): void;
  /** The same search, with no byte changed. */
  search(bytes: Uint8Array, found: (token: number, at: number) => void): void;
}

/** `tokens` and `pseudonyms`: byte texts in lower case, of equal lengths pair by pair. */
export function compileMatcher(tokens: readonly string[], pseudonyms: readonly string[]): Matcher {
  const long = new Map<number, Bucket>();
  const short = new Map<number, Pattern>();
  const begins = new Uint8Array(1 << 21);
  const seen = new Set<string>();
  for (const [token, text] of tokens.entries()) {
    const wordOnly = isWordOnly(text);
    const to = encodingsOf(pseudonyms[token]!);
    for (const [i, form] of encodingsOf(text).entries()) {
      const find = form.exact ? form.text : foldAscii(form.text);
      if (find.length < shortToken ? i > 0 : seen.has(find) || (wordOnly && i > 0 && find === text)) continue;
      if (wordOnly && i > 5) continue;
      seen.add(find);
      const pattern = {
        find: bytesOfText(find),
        put: bytesOfText(to[i]!.text),
        token,
        wordOnly,
        exact: form.exact === true,
      };
      if (find.length < shortToken) short.set(shortKey(pattern.find, 0, find.length), pattern);
      else {
        const starts = form.exact ? foldedStarts(pattern.find) : pattern.find;
        const three = (starts[0]! << 16) | (starts[1]! << 8) | starts[2]!;
        begins[three >> 3]! |= 1 << (three & 7);
        const key = three * 65_536 + starts[3]! * 256 + starts[4]!;
        const bucket = long.get(key) ?? { lengths: [], byText: new Map<string, Pattern[]>() };
        long.set(key, bucket);
        const same = foldAscii(find);
        const others = bucket.byText.get(same);
        if (others) others.push(pattern);
        else bucket.byText.set(same, [pattern]);
        if (!bucket.lengths.includes(find.length)) bucket.lengths.push(find.length);
      }
    }
  }
  for (const { lengths } of long.values()) lengths.sort((a, b) => b - a);
  const run = (bytes: Uint8Array, replace: boolean, found?: (token: number, at: number) => void) =>
    scan(bytes, { long, short, begins }, replace, found);
  return {
    replace: (bytes, found) => run(bytes, true, found),
    search: (bytes, found) => run(bytes, false, found),
  };
}

/** Long patterns with the same five folded bytes at their start: a thousand names may begin alike. */
interface Bucket {
  /** Longest first. */
  readonly lengths: number[];
  /** By the whole text, folded. */
  readonly byText: Map<string, Pattern[]>;
}

interface Compiled {
  readonly long: ReadonlyMap<number, Bucket>;
  readonly short: ReadonlyMap<number, Pattern>;
  /** One bit for each three folded bytes with which a long pattern begins. */
  readonly begins: Uint8Array;
}

function scan(
  bytes: Uint8Array,
  { long, short, begins }: Compiled,
  replace: boolean,
  found?: (token: number, at: number) => void,
): void {
  /** After `\n`, `\x2d`, `%2F` a word begins. */
  let escapeEnd = -1;
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i]!;
    const isStart = i === escapeEnd || !isWordByte(bytes[i - 1] ?? 0);
    if (byte === 0x5c || byte === 0x25) escapeEnd = i + escapeLength(bytes, i);
    const pattern =
      longAt(bytes, i, { long, begins }, isStart) ??
      (isStart && isWordByte(byte) ? shortAt(bytes, i, short) : undefined);
    if (pattern === undefined) {
      i += 1;
      continue;
    }
    found?.(pattern.token, i);
    if (replace) put(bytes, i, pattern);
    i += pattern.find.length;
  }
}

function longAt(
  bytes: Uint8Array,
  at: number,
  { long, begins }: Pick<Compiled, 'long' | 'begins'>,
  isStart: boolean,
): Pattern | undefined {
  if (at + shortToken > bytes.length) return undefined;
  const three = (foldByte(bytes[at]!) << 16) | (foldByte(bytes[at + 1]!) << 8) | foldByte(bytes[at + 2]!);
  if ((begins[three >> 3]! & (1 << (three & 7))) === 0) return undefined;
  const bucket = long.get(three * 65_536 + foldByte(bytes[at + 3]!) * 256 + foldByte(bytes[at + 4]!));
  if (bucket === undefined) return undefined;
  for (const length of bucket.lengths) {
    if (at + length > bytes.length) continue;
    const here = byteText(bytes.subarray(at, at + length));
    const pattern = bucket.byText.get(foldAscii(here))?.find(({ find, exact, wordOnly }) => {
      if (exact) return byteText(find) === here;
      return !wordOnly || (isStart && !isWordByte(bytes[at + length] ?? 0));
    });
    if (pattern) return pattern;
  }
  return undefined;
}

function shortAt(bytes: Uint8Array, at: number, short: Compiled['short']): Pattern | undefined {
  let length = 1;
  while (isWordByte(bytes[at + length] ?? 0)) {
    if (++length === shortToken) return undefined;
  }
  return short.get(shortKey(bytes, at, length));
}

function shortKey(bytes: Uint8Array, at: number, length: number): number {
  let key = length;
  for (let i = 0; i < length; i++) key = key * 256 + foldByte(bytes[at + i]!);
  return key;
}

/** A capital in the place of a capital. */
function put(bytes: Uint8Array, at: number, { put, exact }: Pattern): void {
  for (let i = 0; i < put.length; i++) {
    const was = bytes[at + i]!;
    const now = put[i]!;
    const isUpper = !exact && was >= 0x41 && was <= 0x5a && now >= 0x61 && now <= 0x7a;
    bytes[at + i] = isUpper ? now & 0xdf : now;
  }
}

const foldedStarts = (bytes: Uint8Array) => bytes.map(foldByte);
