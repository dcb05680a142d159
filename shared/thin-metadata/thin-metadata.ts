import type { Absent } from '#shared/base/absent.ts';
import type { MetadataBlocks, PoolBlocks, Sectors } from '#shared/base/units.ts';

/**
 * What a thin pool's metadata says, read from `thin_dump` XML or from the metadata device itself.
 *
 * Flat: all mappings of all devices stand in `runs`, device by device, so that two million of them are four typed
 * arrays and no objects. Nothing here is a claim about the live pool; it is the state of one transaction.
 */
export interface ThinMetadata {
  readonly superblock: ThinSuperblock | Absent;
  /** Ascending by id, each id once. */
  readonly devices: readonly ThinMetadataDevice[];
  /** False: damage may hide devices, so an id that is not in `devices` may exist all the same. */
  readonly allDevices: boolean;
  readonly runs: MappingRuns;
  /** Empty: everything that the input holds was read. */
  readonly damage: readonly ThinDamage[];
  /** Damage beyond what `damage` lists. */
  readonly moreDamage: number;
}

/** struct thin_disk_superblock (drivers/md/dm-thin-metadata.c), or the attributes of thin_dump's `<superblock>`. */
export interface ThinSuperblock {
  /** 32 hex digits; empty where it is all zero, which is what the kernel writes. */
  readonly uuid: string;
  /** Counts snapshots ever taken: a mapping with an older time than its device's last snapshot may be shared. */
  readonly time: number;
  readonly transactionId: number;
  readonly needsCheck: boolean;
  /** 1 or 2 in practice. */
  readonly version: number;
  readonly dataBlockSize: Sectors;
  /** Not-applicable: a metadata snapshot does not carry it (`thin_dump -m` prints 0). */
  readonly dataBlocks: PoolBlocks | Absent;
  /** Data blocks that the data space map counts as taken. Not-applicable: XML does not carry it. */
  readonly allocatedDataBlocks: PoolBlocks | Absent;
  readonly metadataBlocks: MetadataBlocks | Absent;
  readonly allocatedMetadataBlocks: MetadataBlocks | Absent;
  /** Metadata block of the snapshot that userspace holds; null: none. */
  readonly heldRoot: number | null | Absent;
}

export interface ThinMetadataDevice {
  /** 24 bits in every real pool. */
  readonly id: number;
  /** What its details row says; unreadable where that row was lost. */
  readonly details: ThinDetails | Absent;
  /** Its mappings are `runs[firstRun … firstRun + runCount)`, ascending by origin. */
  readonly firstRun: number;
  readonly runCount: number;
  /** Mapped blocks in those runs. */
  readonly mapped: PoolBlocks;
  /** False: damage lost some of its mappings, or all. */
  readonly whole: boolean;
  /** Line of its element in the XML; 0 for an image. */
  readonly line: number;
}

/** struct disk_device_details. */
export interface ThinDetails {
  readonly mappedBlocks: PoolBlocks;
  /** Of the pool, when the device was created. */
  readonly transactionId: number;
  /** `time` of the superblock when it was created and when it was last the origin or the result of a snapshot. */
  readonly creationTime: number;
  readonly snapTime: number;
}

/** Runs of consecutive blocks with the same time, as columns of equal length. Exact up to 2^53. */
export interface MappingRuns {
  readonly count: number;
  /** First block in the thin device. */
  readonly origin: Float64Array;
  /** First block in the pool's data device. */
  readonly data: Float64Array;
  readonly length: Float64Array;
  readonly time: Uint32Array;
}

/** One place that could not be read. The rest is kept. */
export interface ThinDamage {
  /** Metadata block of the bad node; null where the input is XML. */
  readonly block: number | null;
  /** Byte in the XML; null where the input is an image. */
  readonly offset: number | null;
  readonly what: DamageKind;
  /** A short fact: what stands there, and what should. */
  readonly because: string;
  /** Devices that lose mappings or details by it, as far as that is known; at most 100. */
  readonly devices: readonly number[];
}

export type DamageKind =
  /** The block is not in the image, or it could not be read. */
  | 'missing'
  | 'checksum'
  /** The node says that it belongs in another block. */
  | 'location'
  /** A header field that no node may have: flags, entries, value size. */
  | 'header'
  /** Keys out of order, or outside what the node above promises. */
  | 'keys'
  /** Deeper than any real tree: a loop. */
  | 'depth'
  /** A mapping to a data block that the pool does not have, or a number beyond 2^53. */
  | 'range'
  /** XML: no such element or attribute, or not a number. */
  | 'syntax'
  /** XML: it ends before its last element. */
  | 'cut'
  /** More mappings or nodes than this reader takes. */
  | 'limit';

/** Bounds for input that lies. Real pools stay far below. */
export const thinLimits = {
  /** Runs kept of all devices: 28 bytes each. */
  runs: 16_000_000,
  /** Nodes looked at, counting a shared one each time. */
  nodes: 16_000_000,
  devices: 1_000_000,
  damage: 1000,
} as const;
export type ThinLimits = { readonly [K in keyof typeof thinLimits]: number };
