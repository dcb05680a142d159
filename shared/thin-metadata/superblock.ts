import { notApplicable } from '#shared/base/absent.ts';
import { metadataBlocks, poolBlocks, sectors } from '#shared/base/units.ts';
import { metadataChecksum } from '#shared/thin-metadata/crc32c.ts';
import { metadataBlockSize } from '#shared/thin-metadata/image.ts';
import { readU64 } from '#shared/thin-metadata/little-endian.ts';
import type { ThinSuperblock } from '#shared/thin-metadata/thin-metadata.ts';

/** THIN_SUPERBLOCK_MAGIC, and where in block 0 it stands. */
const magic = 27022010;
const magicAt = 32;
const checksumXor = 160774;

/** Where the two trees start. */
export interface SuperblockRoots {
  readonly dataMappingRoot: number;
  readonly deviceDetailsRoot: number;
}

export type ReadSuperblock =
  | { readonly ok: true; readonly superblock: ThinSuperblock; readonly roots: SuperblockRoots }
  | { readonly ok: false; readonly what: 'checksum' | 'location' | 'header'; readonly because: string };

/** True when a file begins as thin metadata does, sound or not. 40 bytes are enough. */
export function looksLikeThinMetadata(head: Uint8Array): boolean {
  return head.length >= magicAt + 8 && readU64(viewOf(head), magicAt) === magic;
}

/**
 * struct thin_disk_superblock, little-endian, in block 0 (or in the block of a held metadata snapshot):
 *
 *       0 csum (4)    4 flags (4, bit 0 needs_check)    8 blocknr (8)   16 uuid (16)   32 magic (8)
 *      40 version (4)  44 time (4)  48 trans_id (8)   56 held_root (8)
 *      64 data_space_map_root (128: nr_blocks, nr_allocated, bitmap_root, ref_count_root, 8 each)
 *     192 metadata_space_map_root (128, alike)       320 data_mapping_root (8)   328 device_details_root (8)
 *     336 data_block_size (4, sectors)  340 metadata_block_size (4, sectors)  344 metadata_nr_blocks (8)
 *
 * drivers/md/dm-thin-metadata.c; struct disk_sm_root in drivers/md/persistent-data/dm-space-map-common.h.
 */
export function readSuperblock(bytes: Uint8Array, location: number): ReadSuperblock {
  const view = viewOf(bytes);
  if (readU64(view, magicAt) !== magic) {
    return { ok: false, what: 'header', because: `its magic number is not ${magic}` };
  }
  const computed = metadataChecksum(bytes, 4, metadataBlockSize, checksumXor);
  const stored = view.getUint32(0, true);
  if (computed !== stored) {
    return { ok: false, what: 'checksum', because: `stored ${stored}, its bytes give ${computed}` };
  }
  const blocknr = readU64(view, 8);
  if (blocknr !== location) return { ok: false, what: 'location', because: `it says that it is block ${blocknr}` };
  const version = view.getUint32(40, true);
  const heldRoot = readU64(view, 56);
  const inSnapshot = notApplicable('a metadata snapshot does not carry it');
  const space = (at: number) => ({ blocks: readU64(view, at), allocated: readU64(view, at + 8) });
  const data = space(64);
  const metadata = space(192);
  return {
    ok: true,
    superblock: {
      uuid: hexOf(bytes.subarray(16, 32)),
      time: view.getUint32(44, true),
      transactionId: readU64(view, 48),
      needsCheck: (view.getUint32(4, true) & 1) === 1,
      version,
      dataBlockSize: sectors(view.getUint32(336, true)),
      dataBlocks: data.blocks === 0 ? inSnapshot : poolBlocks(data.blocks),
      allocatedDataBlocks: data.blocks === 0 ? inSnapshot : poolBlocks(data.allocated),
      metadataBlocks: metadata.blocks === 0 ? inSnapshot : metadataBlocks(metadata.blocks),
      allocatedMetadataBlocks: metadata.blocks === 0 ? inSnapshot : metadataBlocks(metadata.allocated),
      heldRoot: heldRoot === 0 ? null : heldRoot,
    },
    roots: { dataMappingRoot: readU64(view, 320), deviceDetailsRoot: readU64(view, 328) },
  };
}

function hexOf(uuid: Uint8Array): string {
  if (uuid.every((b) => b === 0)) return '';
  return Array.from(uuid, (b) => b.toString(16).padStart(2, '0')).join('');
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
