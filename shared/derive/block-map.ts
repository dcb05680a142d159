import type { Absent } from '#shared/base/absent.ts';
import type { MapOwnerShape, MapTrouble } from '#shared/derive/device-map.ts';

/**
 * The block map as data: which blocks of a pool's data device are whose.
 *
 * `strip` is always the whole pool, `detail` a window of it. Both are cells of equal size; one cell is one block or,
 * where there are more blocks than cells, what the majority of its blocks is (a tie goes to more owners).
 */
export interface BlockMap {
  readonly pool: {
    readonly device: string;
    readonly name: string;
    /** Bytes of one block. */
    readonly blockSize: number;
    /** Blocks of the data device. */
    readonly total: number;
    /** Blocks with an owner, by the mappings. */
    readonly used: number;
    /** Free blocks at which the kernel reports low water; null where it is not known. */
    readonly lowWater: number | null;
    readonly transactionId: number | Absent;
  };
  /** The device whose blocks are hatched; null: none chosen. */
  readonly selected: {
    readonly key: string;
    readonly id: number;
    readonly title: string;
    /** Its own address space, in cells: what is mapped there. */
    readonly address: BlockCells;
    readonly mapped: number;
    readonly own: number;
    readonly size: number | Absent;
  } | null;
  readonly strip: BlockCells;
  readonly detail: BlockCells;
  /** What stands right of the detail: its largest runs, named. Blocks, `to` exclusive; never overlapping. */
  readonly brackets: readonly {
    readonly from: number;
    readonly to: number;
    readonly title: string;
    readonly line: string;
    readonly selected: boolean;
  }[];
  /** Blocks by number of owners: 1, few, many, none. `low` … `high` owners; sums to `pool.total`. */
  readonly histogram: readonly {
    readonly shade: 'one' | 'few' | 'many' | 'free';
    readonly low: number;
    readonly high: number;
    readonly blocks: number;
  }[];
  /** Every device of the pool, the one that frees most first. */
  readonly devices: readonly BlockMapDevice[];
  /** Without sharing the devices would need this many blocks. */
  readonly mappedBlocks: number;
  /** Devices whose mappings could be read, of how many; and what was wrong with the others. */
  readonly devicesRead: number;
  readonly devicesKnown: number;
  readonly damage: readonly string[];
}

/** Codes of `cells`, one byte each: the low two bits say how many own it, the others what the selected device has in it. */
export const cellCode = { free: 0, one: 1, few: 2, many: 3, shade: 3, own: 4, shares: 8 } as const;

/** Owners from which on a block counts as shared by many. */
export const manyOwners = 10;

export interface BlockCells {
  /** First block, and the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly blocksPerCell: number;
  /** `cellCode`; length = ceil((to - from) / blocksPerCell). */
  readonly cells: Uint8Array;
}

export interface BlockMapDevice {
  readonly key: string;
  readonly id: number;
  readonly owner: string;
  readonly ownerShape: MapOwnerShape;
  readonly state: string;
  readonly trouble: MapTrouble;
  /** Blocks. */
  readonly mapped: number;
  /** Blocks that are its alone: what its removal gives back. */
  readonly own: number;
  readonly frees: number;
}

/** Pools that can be shown, for the choice above the map. */
export interface BlockMapAnswer {
  readonly pools: readonly {
    readonly device: string;
    readonly name: string;
    /** Why its blocks cannot be shown; null when they can. */
    readonly because: string | null;
    readonly absent: 'not-collected' | 'unreadable' | 'unparsable' | 'not-applicable' | null;
  }[];
  /** Null: no pool, or this one's mappings are not there; `pools` says why. */
  readonly map: BlockMap | null;
}

/** What `query.blockMap` asks, besides the source. */
export interface BlockMapQuestion {
  /** `major:minor`; null: the first pool whose blocks are known. */
  readonly pool: string | null;
  /** `ThinDevice.key` of the selected device. */
  readonly device: string | null;
  /** Blocks of `detail`; null: from the first block to the last one that is mapped, so that a big empty end is not all one sees. */
  readonly window: { readonly from: number; readonly to: number } | null;
  /** How many cells there is room for, at most: in strip and address, and in the detail. */
  readonly stripCells: number;
  readonly detailCells: number;
  /** False: `devices` stays empty. Zooming asks often, and a pool may have 20,000 of them. */
  readonly devices: boolean;
}

/** Who owns the blocks under the pointer: answer of `query.blockOwners` { pool, from, to, limit }. */
export interface BlockOwners {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Blocks of it that nobody owns. */
  readonly free: number;
  /** The first `limit` of them, the one with most blocks here first. */
  readonly owners: readonly {
    /** `ThinDevice.key`. */
    readonly key: string;
    readonly id: number;
    readonly owner: string;
    /** Blocks of these that it maps. */
    readonly blocks: number;
    /** First block of the device's own address space that is mapped to one of them. */
    readonly at: number;
    /** Transaction in which that block was written. */
    readonly time: number | null;
  }[];
  readonly total: number;
}
