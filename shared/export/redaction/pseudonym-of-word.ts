import { bytesOfText, byteText } from '#shared/export/redaction/byte-text.ts';
import type { TokenClass } from '#shared/export/redaction/classes.ts';
import { keyedStream } from '#shared/export/redaction/keyed.ts';
import { decodeText, encodeText } from '#shared/parsers/decode.ts';

/** None of them a hex digit, so that no pseudonym makes an id of what stands beside it; no vowel, so that it reads as no word. */
const letters = 'ghjkmnpqrstvwxyz';

/**
 * Pseudonym of a token, of equal length in bytes and in every encoding: letters for letters, digits for digits, characters of
 * the same length in UTF-8, whatever stands between them as it is. `token` and the answer are byte texts (byte-text.ts).
 * `attempt` counts from 0: the next one where an earlier pseudonym is taken.
 */
export function pseudonymOf(key: string, kind: TokenClass, token: string, attempt: number): string {
  const use = kind === 'ipv4' || kind === 'ipv6' || kind === 'mac' ? kind : 'word';
  const random = keyedStream(key, use, `${attempt} ${token}`);
  const next = () => random.next().value;
  if (kind === 'ipv4') return token.replaceAll(/\d+/g, (octet) => octetOf(octet.length, next()));
  if (kind === 'ipv6' || kind === 'mac') {
    return token.replaceAll(/[0-9a-f]+/g, (group) =>
      Array.from(group, (_, i) => hexOf(i, group.length, next())).join(''),
    );
  }
  return byteText(encodeText(Array.from(decodeText(bytesOfText(token)), (c) => characterOf(c, next)).join('')));
}

const octetOf = (length: number, random: number) =>
  String(length === 1 ? 1 + (random % 9) : length === 2 ? 10 + (random % 90) : 100 + (random % 156));

/** A group does not begin with 0, which some tools would leave out. */
const hexOf = (at: number, length: number, random: number) =>
  (at === 0 && length > 1 ? 1 + (random % 15) : random % 16).toString(16);

function characterOf(character: string, next: () => number): string {
  if (/^[a-z]$/.test(character)) return letters[next() % letters.length]!;
  if (/^[0-9]$/.test(character)) return String(next() % 10);
  const code = character.codePointAt(0)!;
  if (code < 0x80) return character;
  // A byte that was no UTF-8 (shared/parsers/decode.ts) stays one.
  if (code >= 0xdc80 && code <= 0xdcff) return String.fromCharCode(0xdc80 + (next() & 0x3f));
  const random = next() * 256 + next();
  if (code < 0x800) return String.fromCodePoint(0x430 + (random % 32));
  return String.fromCodePoint(code < 0x10000 ? 0x4e00 + (random % 20_000) : 0x20000 + (random % 40_000));
}
