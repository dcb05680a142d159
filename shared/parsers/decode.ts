/**
 * Bytes from a host as text, without losing any byte.
 *
 * Valid UTF-8 is decoded. Each byte that is not part of valid UTF-8 becomes one lone surrogate,
 * U+DC00 + byte (PEP 383, "surrogateescape"): a lone surrogate cannot come out of valid UTF-8, so
 * `encodeText` gives back the very bytes. Views show such a unit as `\xNN`; a shell command is never
 * printed with one in it.
 */
const strict = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

export function decodeText(bytes: Uint8Array): string {
  const text = strict.decode(bytes);
  return text.includes('\ufffd') ? decodeEscaping(bytes) : text;
}

/** The inverse of `decodeText`. */
export function encodeText(text: string): Uint8Array {
  const out: number[] = [];
  for (const part of text.split(/([\udc80-\udcff])/u)) {
    if (isEscapedByte(part)) out.push(part.charCodeAt(0) - 0xdc00);
    else for (const byte of encoder.encode(part)) out.push(byte);
  }
  return Uint8Array.from(out);
}

const isEscapedByte = (part: string) => part.length === 1 && part >= '\udc80' && part <= '\udcff';

function decodeEscaping(bytes: Uint8Array): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    if (at > from) parts.push(strict.decode(bytes.subarray(from, at)));
    parts.push(String.fromCharCode(0xdc00 + bytes[at]!));
    at += 1;
    from = at;
  }
  if (from < bytes.length) parts.push(strict.decode(bytes.subarray(from)));
  return parts.join('');
}

/** Length of the well-formed UTF-8 sequence at `at` (Unicode, table 3-7); 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const second = bytes[at + 1]!;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = 2; i < length; i += 1) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
  return length;
}
