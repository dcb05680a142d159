/**
 * The one tar form a bundle has: ustar, regular files only, every field but name and size fixed.
 *
 * One form, so that `verify` can rebuild every byte that is not evidence and compare. Layout of a
 * header: `struct posix_header` in GNU tar's src/tar.h; numbers are octal text ended by NUL.
 */
export const tarBlock = 512;
/** Longest name, bytes; the prefix field is never used. */
export const tarNameBytes = 100;
/** Two zero blocks end an archive. */
export const endOfTar = new Uint8Array(2 * tarBlock);

const ascii = new TextEncoder();

export function tarHeader(name: string, size: number): Uint8Array {
  const header = new Uint8Array(tarBlock);
  const put = (text: string, at: number) => header.set(ascii.encode(text), at);
  if (ascii.encode(name).length > tarNameBytes || !Number.isSafeInteger(size) || size < 0 || size >= 8 ** 11) {
    throw new Error(`tar: a member of ${size} bytes cannot be named ${name}`);
  }
  put(name, 0);
  put('0000644\0', 100);
  put('0000000\0', 108);
  put('0000000\0', 116);
  put(`${size.toString(8).padStart(11, '0')}\0`, 124);
  put('00000000000\0', 136);
  put('        ', 148); // the checksum counts its own field as spaces
  put('0', 156);
  put('ustar\x0000', 257);
  put('0000000\0', 329);
  put('0000000\0', 337);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** Zero bytes between a member of `size` bytes and the next header. */
export const tarPadding = (size: number): Uint8Array => new Uint8Array((tarBlock - (size % tarBlock)) % tarBlock);

export type TarHeader =
  | { readonly kind: 'member'; readonly name: string; readonly size: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'bad'; readonly because: string };

/** Reads a header; whether it is in canonical form is asked by comparing it with `tarHeader(name, size)`. */
export function parseTarHeader(header: Uint8Array): TarHeader {
  if (header.every((byte) => byte === 0)) return { kind: 'end' };
  const text = (from: number, length: number) => {
    const field = header.subarray(from, from + length);
    const nul = field.indexOf(0);
    return new TextDecoder('latin1').decode(nul < 0 ? field : field.subarray(0, nul));
  };
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (Number.parseInt(text(148, 8).trim(), 8) !== sum) return { kind: 'bad', because: 'the header checksum is wrong' };
  const type = text(156, 1);
  if (type !== '0' && type !== '') return { kind: 'bad', because: `a member of type ${JSON.stringify(type)}` };
  const size = text(124, 12).trim();
  if (!/^[0-7]{1,11}$/.test(size)) return { kind: 'bad', because: 'its size is no octal number' };
  return { kind: 'member', name: text(0, tarNameBytes), size: Number.parseInt(size, 8) };
}
