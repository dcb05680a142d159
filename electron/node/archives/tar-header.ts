/**
 * One tar header block, as any tar wrote it: v7, ustar, GNU or pax.
 *
 * Layout: `struct posix_header` and `struct oldgnu_header` in GNU tar's src/tar.h, pax in POSIX.1-2017 pax(1).
 */
export const tarBlock = 512;

export interface TarBlock {
  readonly nameBytes: Buffer;
  readonly linkBytes: Buffer;
  /** Bytes of the body, before a pax `size` is asked. */
  readonly size: number;
  readonly mtimeMs: number | null;
  /** The type byte as a character; `0` for the NUL of v7. */
  readonly type: string;
  /** GNU's old sparse form: more maps follow in blocks of their own. */
  readonly moreMaps: boolean;
}

export type ReadBlock = { readonly kind: 'header'; readonly header: TarBlock } | { readonly kind: 'zero' | 'bad' };

export function readTarBlock(block: Buffer): ReadBlock {
  if (block.equals(zeros)) return { kind: 'zero' };
  if (!hasGoodSum(block)) return { kind: 'bad' };
  const size = numberAt(block, 124, 12);
  if (size === null || size < 0) return { kind: 'bad' };
  const magic = block.toString('latin1', 257, 265);
  const prefix = magic === 'ustar\x0000' ? untilNul(block.subarray(345, 500)) : Buffer.alloc(0);
  const own = untilNul(block.subarray(0, 100));
  const seconds = numberAt(block, 136, 12);
  const type = block.toString('latin1', 156, 157);
  return {
    kind: 'header',
    header: {
      nameBytes: prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), own]) : Buffer.from(own),
      linkBytes: Buffer.from(untilNul(block.subarray(157, 257))),
      size,
      mtimeMs: seconds === null ? null : seconds * 1000,
      type: type === '\0' ? '0' : type,
      moreMaps: type === 'S' && block[482] !== 0,
    },
  };
}

const zeros = Buffer.alloc(tarBlock);

/** Old tars summed signed bytes; both are right. The field itself counts as spaces. */
function hasGoodSum(block: Buffer): boolean {
  const stated = numberAt(block, 148, 8);
  let [unsigned, signed] = [256, 256];
  for (let at = 0; at < tarBlock; at++) {
    if (at >= 148 && at < 156) continue;
    const byte = block[at]!;
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  return stated === unsigned || stated === signed;
}

/** Octal text between spaces and NULs, or GNU's base 256; null when it is neither or not exact. Empty text is 0. */
function numberAt(block: Buffer, from: number, length: number): number | null {
  const first = block[from]!;
  if (first === 0x80 || first === 0xff) {
    let value = first === 0xff ? -1 : 0;
    for (let at = from + 1; at < from + length; at++) value = value * 256 + block[at]!;
    return Number.isSafeInteger(value) ? value : null;
  }
  const text = /^ *([0-7]*)[ \0]*$/.exec(block.toString('latin1', from, from + length))?.[1];
  return text === undefined ? null : Number.parseInt(text || '0', 8);
}

function untilNul(field: Buffer): Buffer {
  const nul = field.indexOf(0);
  return nul < 0 ? field : field.subarray(0, nul);
}
