import { bytesOfText } from '#shared/export/redaction/byte-text.ts';
import { decodeText } from '#shared/parsers/decode.ts';

export interface Encoded {
  readonly text: string;
  /** Case is part of it. */
  readonly exact?: boolean;
}

/**
 * The forms in which a token stands in evidence, as byte texts, in a fixed order: as it is; JSON (`\u5bb9`); octal (`\345`, mount
 * tables); `\xe5` (systemd, device-mapper); `%E5`; hex digits; UTF-16 in both orders; base64 from each of its three offsets, only
 * those characters that no neighbour decides. Most tokens are words; in those that hold a dash it is also LVM's doubled one and
 * systemd's `\x2d`. Of two tokens of one shape the lists have the same lengths, which is what makes replacing in place possible.
 */
export function encodingsOf(token: string): readonly Encoded[] {
  const bytes = bytesOfText(token);
  const units = Array.from(decodeText(bytes)).flatMap((c) => c.split('').map((unit) => unit.charCodeAt(0)));
  const escaped = (form: (byte: number) => string, also: (byte: number) => boolean = () => false) =>
    Array.from(bytes, (b) => (b >= 0x80 || also(b) ? form(b) : String.fromCharCode(b))).join('');
  const hex = (n: number, digits: number) => n.toString(16).padStart(digits, '0');
  const isMark = (b: number) => b === 0x3a;
  return [
    { text: token },
    { text: units.map((u) => (u < 0x80 ? String.fromCharCode(u) : `\\u${hex(u, 4)}`)).join('') },
    { text: escaped((b) => `\\${b.toString(8).padStart(3, '0')}`) },
    { text: escaped((b) => `\\x${hex(b, 2)}`) },
    { text: escaped((b) => `%${hex(b, 2)}`, isMark) },
    { text: escaped((b) => `\\x${hex(b, 2)}`, isMark) },
    { text: token.replaceAll('.', '-') },
    { text: token.replaceAll('.', '_') },
    { text: token.replaceAll(':', '-') },
    { text: token.replaceAll('-', '--') },
    { text: token.replaceAll('-', '\\x2d') },
    { text: token.replaceAll('-', '\\\\x2d') },
    { text: Array.from(bytes, (b) => hex(b, 2)).join('') },
    { text: units.map((u) => String.fromCharCode(u & 0xff, u >> 8)).join('') },
    { text: units.map((u) => String.fromCharCode(u >> 8, u & 0xff)).join('') },
    ...[0, 1, 2].map((offset) => ({ text: base64Core(bytes, offset), exact: true })),
  ];
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Characters whose six bits are all the token's, when it begins `offset` bytes into a group of three. */
function base64Core(bytes: Uint8Array, offset: number): string {
  const bit = (at: number) => (bytes[at >> 3]! >> (7 - (at & 7))) & 1;
  const first = (6 - ((offset * 8) % 6)) % 6;
  let out = '';
  for (let at = first; at + 6 <= bytes.length * 8; at += 6) {
    let value = 0;
    for (let i = 0; i < 6; i++) value = value * 2 + bit(at + i);
    out += digits[value];
  }
  return out;
}
