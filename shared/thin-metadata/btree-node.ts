import { metadataChecksum } from '#shared/thin-metadata/crc32c.ts';
import { metadataBlockSize } from '#shared/thin-metadata/image.ts';
import { readU64 } from '#shared/thin-metadata/little-endian.ts';
import type { DamageKind } from '#shared/thin-metadata/thin-metadata.ts';

const checksumXor = 121107;
const headerSize = 32;
const internalFlag = 1;
const leafFlag = 2;

export interface BtreeNode {
  readonly isLeaf: boolean;
  readonly entries: number;
  readonly view: DataView;
  /** Byte of key 0 and of value 0; keys are 8 bytes, values `valueSize`. */
  readonly keysAt: number;
  readonly valuesAt: number;
  readonly valueSize: number;
}

export type ReadNode =
  | { readonly ok: true; readonly node: BtreeNode }
  | { readonly ok: false; readonly what: DamageKind; readonly because: string };

/**
 * One B-tree node, its header checked as node_check() does and more:
 *
 *     0 csum (4)   4 flags (4: 1 internal, 2 leaf)   8 blocknr (8)   16 nr_entries (4)
 *     20 max_entries (4)   24 value_size (4)   28 padding (4)   32 keys (8 × max_entries)   then values
 *
 * drivers/md/persistent-data/dm-btree-internal.h, dm-btree-spine.c. An internal node's values are block numbers,
 * whatever the leaves hold. `isChecked`: this block's checksum was found good before.
 */
export function readNode(bytes: Uint8Array, location: number, leafValueSize: number, isChecked: boolean): ReadNode {
  const view = new DataView(bytes.buffer, bytes.byteOffset, metadataBlockSize);
  if (!isChecked) {
    const computed = metadataChecksum(bytes, 4, metadataBlockSize, checksumXor);
    const stored = view.getUint32(0, true);
    if (computed !== stored) return bad('checksum', `stored ${stored}, its bytes give ${computed}`);
  }
  const blocknr = readU64(view, 8);
  if (blocknr !== location) return bad('location', `it says that it is block ${blocknr}`);
  const flags = view.getUint32(4, true);
  if (flags !== internalFlag && flags !== leafFlag) return bad('header', `flags ${flags}, neither internal nor leaf`);
  const isLeaf = flags === leafFlag;
  const valueSize = view.getUint32(24, true);
  const expected = isLeaf ? leafValueSize : 8;
  if (valueSize !== expected) return bad('header', `value_size ${valueSize} instead of ${expected}`);
  const maxEntries = view.getUint32(20, true);
  if (headerSize + (8 + valueSize) * maxEntries > metadataBlockSize) {
    return bad('header', `max_entries ${maxEntries} do not fit into a block`);
  }
  const entries = view.getUint32(16, true);
  if (entries > maxEntries) return bad('header', `nr_entries ${entries} of at most ${maxEntries}`);
  if (entries === 0 && !isLeaf) return bad('header', 'an internal node without entries');
  const valuesAt = headerSize + 8 * maxEntries;
  return { ok: true, node: { isLeaf, entries, view, keysAt: headerSize, valuesAt, valueSize } };
}

const bad = (what: DamageKind, because: string) => ({ ok: false, what, because }) as const;
