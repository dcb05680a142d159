import { type MetadataImage, metadataBlockSize } from '#shared/thin-metadata/image.ts';
import { readU64 } from '#shared/thin-metadata/little-endian.ts';
import { readThinImage } from '#shared/thin-metadata/read-image.ts';
import { type ThinLimits, thinLimits } from '#shared/thin-metadata/thin-metadata.ts';

/**
 * The blocks of a metadata device that reading it needs, as one body: a device of 16 GiB is mostly free, and a bundle
 * should not carry that.
 *
 *     0 "um-thin-blocks/1" (16)   16 blocks of the device (8)   24 blocks that follow: n (8)
 *     32 their numbers, ascending (8 × n)   then their bytes (4096 × n)           all little-endian
 *
 * The bytes are those of the device. Reading the list gives what reading the device gave.
 */
const magic = Uint8Array.from('um-thin-blocks/1', (c) => c.charCodeAt(0));
const headerSize = 32;

export const isBlockList = (body: Uint8Array): boolean =>
  body.length >= headerSize && magic.every((byte, i) => body[i] === byte);

/** Null: more than `maxBytes` would be needed. */
export function packBlocks(image: MetadataImage, maxBytes: number, limits: ThinLimits = thinLimits): Uint8Array | null {
  const seen = new Map<number, Uint8Array>();
  let isTooLarge = false;
  readThinImage(
    {
      blockCount: image.blockCount,
      block(at) {
        const known = seen.get(at);
        if (known || isTooLarge) return known ?? null;
        const bytes = image.block(at)?.slice();
        if (!bytes) return null;
        isTooLarge = (seen.size + 1) * (metadataBlockSize + 8) + headerSize > maxBytes;
        if (!isTooLarge) seen.set(at, bytes);
        return bytes;
      },
    },
    limits,
  );
  if (isTooLarge) return null;
  const numbers = Float64Array.from(seen.keys()).sort();
  const body = new Uint8Array(headerSize + numbers.length * (8 + metadataBlockSize));
  const view = new DataView(body.buffer);
  body.set(magic);
  writeU64(view, 16, image.blockCount);
  writeU64(view, 24, numbers.length);
  for (const [i, number] of numbers.entries()) {
    writeU64(view, headerSize + 8 * i, number);
    body.set(seen.get(number)!, headerSize + 8 * numbers.length + metadataBlockSize * i);
  }
  return body;
}

/** A block list as the device that it was made from; null when it is none. One that was cut lacks its last blocks. */
export function blockListImage(body: Uint8Array): MetadataImage | null {
  if (!isBlockList(body)) return null;
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const count = readU64(view, 24);
  const dataAt = headerSize + 8 * count;
  if (dataAt > body.length) return null;
  const where = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const at = dataAt + metadataBlockSize * i;
    if (at + metadataBlockSize <= body.length) where.set(readU64(view, headerSize + 8 * i), at);
  }
  return {
    // A body that lies about the device's size must not make anyone allocate for it.
    blockCount: Math.min(readU64(view, 16), largestDevice),
    block(number) {
      const at = where.get(number);
      return at === undefined ? null : body.subarray(at, at + metadataBlockSize);
    },
  };
}

/** THIN_METADATA_MAX_SECTORS as blocks, rounded up: 16 GiB. */
const largestDevice = 4_194_304;

function writeU64(view: DataView, at: number, value: number): void {
  view.setUint32(at, value % 0x100000000, true);
  view.setUint32(at + 4, Math.floor(value / 0x100000000), true);
}
