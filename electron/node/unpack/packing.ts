/** How a file is packed, by its first bytes; names lie. */
export type Packing = 'none' | 'gzip' | 'zstd' | 'xz' | 'bzip2';

export function packingOf(head: Uint8Array): Packing {
  const starts = (...bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);
  if (starts(0x1f, 0x8b)) return 'gzip';
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd';
  if (starts(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) return 'xz';
  if (starts(0x42, 0x5a, 0x68)) return 'bzip2';
  return 'none';
}

/** Thrown while unpacking, after all that could be unpacked was given. */
export class BrokenPacking extends Error {
  readonly what: 'cut' | 'damaged' | 'unsupported';
  constructor(what: BrokenPacking['what']) {
    super(`packed data: ${what}`);
    this.name = 'BrokenPacking';
    this.what = what;
  }
}
