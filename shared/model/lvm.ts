import type { Absent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Sectors } from '#shared/base/units.ts';

/**
 * LVM's metadata as its last backup text has it (`/etc/lvm/backup/<vg>`): written after each change of the group, so it is
 * as new as the last command that changed it. No LVM command is run: those scan devices and hang on a suspended one.
 */
export interface LvmVolumeGroup {
  readonly name: string;
  /** With dashes, as LVM prints it. */
  readonly id: string;
  readonly sequence: number;
  readonly extentSize: Sectors;
  /** Extents of its physical volumes that no volume uses. */
  readonly freeExtents: number;
  /** It has a `…_pmspare` volume for the repair of pool metadata. */
  readonly metadataSpare: boolean;
  /** When the backup was written, host clock, ms. */
  readonly writtenAt: number | Absent;
  readonly source: SourceRef;
}

/** Key: `${volumeGroup}/${name}`. */
export interface LvmThinPool {
  readonly volumeGroup: string;
  readonly name: string;
  readonly id: string;
  /** What LVM expects of the pool; 0 in a pool that docker uses. */
  readonly transactionId: number;
  readonly chunkSize: Sectors;
  readonly size: Sectors;
  readonly metadataVolume: string;
  readonly dataVolume: string;
  readonly source: SourceRef;
}

/** Key: `${volumeGroup}/${name}`. */
export interface LvmThinVolume {
  readonly volumeGroup: string;
  readonly name: string;
  readonly id: string;
  readonly pool: string;
  readonly deviceId: number;
  readonly transactionId: number;
  readonly size: Sectors;
  /** Thin volume it is a snapshot of. */
  readonly origin: string | null;
  /** Volume outside the pool that unmapped blocks are read from. */
  readonly externalOrigin: string | null;
  readonly source: SourceRef;
}
