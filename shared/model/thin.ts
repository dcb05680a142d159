import type { Absent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { MetadataBlocks, PoolBlocks, Sectors } from '#shared/base/units.ts';

/** One target of a device-mapper table, as `dmsetup table` prints it. A device has one row per target, in table order. */
export interface DmTarget {
  /** `major:minor`. */
  readonly device: string;
  readonly dmName: string;
  readonly start: Sectors;
  readonly length: Sectors;
  /** `linear`, `thin-pool`, `thin`, `error`, `zero`, … */
  readonly target: string;
  readonly args: readonly string[];
  /** `major:minor` of the devices that `args` names: for a pool metadata then data, for a thin device its pool then its external origin. */
  readonly below: readonly string[];
  readonly source: SourceRef;
}

/** Parameters of a live thin-pool table (Documentation/admin-guide/device-mapper/thin-provisioning.rst). They do not change by themselves. */
export interface PoolTable {
  readonly length: Sectors;
  /** `major:minor`. */
  readonly metadataDevice: string;
  readonly dataDevice: string;
  readonly blockSize: Sectors;
  readonly lowWaterMark: PoolBlocks;
  /** As printed: `skip_block_zeroing`, `ignore_discard`, `no_discard_passdown`, `read_only`, `error_if_no_space`. */
  readonly features: readonly string[];
  readonly source: SourceRef;
}

/** A pool's status line. `failed` is the word `Fail`; `error` is `Error`: the query failed, the pool may be well. `no-table`: no live table. */
export type PoolStatus =
  | { readonly state: 'failed' | 'error' | 'no-table'; readonly source: SourceRef }
  | ActivePoolStatus;

export interface ActivePoolStatus {
  readonly state: 'active';
  readonly transactionId: number;
  readonly usedMetadata: MetadataBlocks;
  readonly totalMetadata: MetadataBlocks;
  readonly usedData: PoolBlocks;
  readonly totalData: PoolBlocks;
  /** Metadata block of a reserved snapshot; null for `-`. */
  readonly heldRoot: number | null;
  /** `ro` is also printed when metadata ran out; `read_only` of the *table* tells intent. */
  readonly mode: 'rw' | 'ro' | 'out_of_data_space';
  readonly discard: 'discard_passdown' | 'no_discard_passdown' | 'ignore_discard';
  /** What the kernel does now: 60 s after out_of_data_space a queueing pool turns to error_if_no_space; its table does not. */
  readonly noSpace: 'queue_if_no_space' | 'error_if_no_space';
  /** Null: this kernel (before 4.2) does not print it. */
  readonly needsCheck: boolean | null;
  /** Null: this kernel (before 4.19) does not print it. */
  readonly metadataLowWaterMark: MetadataBlocks | null;
  readonly source: SourceRef;
}

/**
 * Who creates and deletes thin devices in a pool. `nobody`: no engine and no LVM metadata on this host names it.
 * Absent: what would tell could not be read. `proof`: what names it, strongest first.
 */
export type PoolOwner =
  | {
      readonly kind: 'docker' | 'containerd';
      /** `Container.engineRoot` for docker, containerd's data root. */
      readonly root: string;
      readonly proof: readonly OwnerProof[];
    }
  | {
      readonly kind: 'lvm';
      readonly volumeGroup: string;
      readonly logicalVolume: string;
      readonly proof: readonly OwnerProof[];
    }
  | { readonly kind: 'nobody' };

export interface OwnerProof {
  /**
   * `device-metadata`: active devices of the pool stand with the same id in that root's metadata. `option`: the daemon's
   * dm.thinpooldev or pool_name names it. `root-inode`: the pool's name carries device and inode of the root.
   * `device-name`: a device of the pool carries the engine's name. `dm-uuid`: LVM's own id. `backup`: LVM's backup text has it.
   */
  readonly by: 'device-metadata' | 'option' | 'root-inode' | 'device-name' | 'dm-uuid' | 'backup';
  readonly source: SourceRef;
}

/** A thin pool of the kernel. Key: `device`. What it stands on: `dmTargets`, `blockDevices` and `loopDevices` by `major:minor`. */
export interface ThinPool {
  /** `major:minor`. */
  readonly device: string;
  readonly dmName: string;
  readonly dmUuid: string | null;
  readonly table: PoolTable | Absent;
  readonly status: PoolStatus | Absent;
  /** Second sample, at least 10 s later. */
  readonly again: PoolStatus | Absent;
  readonly suspended: boolean | null;
  readonly owner: PoolOwner | Absent;
  /** Data root of every docker daemon, containerd and LVM pool that claims it, where that is not `owner` alone: a shared pool. */
  readonly otherOwners: readonly PoolOwner[];
  /** LVM's row for it where LVM made it, whoever uses it: `${volumeGroup}/${logicalVolume}`, key of `lvmThinPools`. */
  readonly lvm: string | null;
  /** Device ids that the pool's own metadata lists; not-collected without `--with thin-metadata`: then no id can be called missing or orphaned. */
  readonly deviceIds: ReadonlySet<number> | Absent;
  readonly source: SourceRef;
}

export type ThinStatus =
  | { readonly state: 'failed' | 'error' | 'no-table'; readonly source: SourceRef }
  | {
      readonly state: 'active';
      readonly mapped: Sectors;
      /** Null: nothing is mapped (`-`). */
      readonly highestMapped: Sectors | null;
      readonly source: SourceRef;
    };

/** A dm device with a thin target. Two can map one thin id. */
export interface ActiveThin {
  /** `major:minor`. */
  readonly device: string;
  readonly dmName: string;
  readonly length: Sectors;
  /** `major:minor`; null: none. */
  readonly externalOrigin: string | null;
  readonly readOnly: boolean | Absent;
  readonly suspended: boolean | null;
  readonly open: number | Absent;
  readonly status: ThinStatus | Absent;
  /** Second sample. */
  readonly again: ThinStatus | Absent;
  /** Its table line. */
  readonly source: SourceRef;
}

/** One place that says this thin device exists. `hash`, `volume`: key in that table. */
export type ThinKnownFrom =
  | { readonly from: 'table'; readonly source: SourceRef }
  | { readonly from: 'docker-metadata'; readonly engineRoot: string; readonly hash: string; readonly source: SourceRef }
  | { readonly from: 'lvm'; readonly volume: string; readonly source: SourceRef }
  | { readonly from: 'containerd'; readonly root: string; readonly source: SourceRef }
  | { readonly from: 'pool-metadata'; readonly source: SourceRef };

/** A thin device of a pool, active or only written down somewhere. Key: `key`. */
export interface ThinDevice {
  /** `${pool}/${id}`; where the id is not known (the pool failed, its tables print `Fail`) `${pool}/@${major:minor of the active device}`. */
  readonly key: string;
  /** `ThinPool.device`. */
  readonly pool: string;
  /** 24 bits. Unreadable: the pool failed and nobody wrote it down. */
  readonly id: number | Absent;
  /** Empty: inactive, which is normal for image layers and stopped containers. Absent: tables were not read. */
  readonly active: readonly ActiveThin[] | Absent;
  /** Virtual size: from its table, else from whoever wrote it down. */
  readonly size: Sectors | Absent;
  /** Of the first active device; not-applicable when it is inactive and mappings were not collected. */
  readonly mapped: Sectors | Absent;
  readonly knownFrom: readonly [ThinKnownFrom, ...ThinKnownFrom[]];
  readonly source: SourceRef;
}

/** Which step of device-mapper waits for udev. From `dmsetup udevcookies`. */
export interface UdevCookie {
  /** As printed, hexadecimal. */
  readonly cookie: string;
  readonly semId: number;
  /** Events that it still waits for, plus one. */
  readonly value: number;
  /** Text of the host's clock and zone, as printed. */
  readonly lastSemop: string;
  readonly lastChange: string;
  /** Still there with the same value in the second sample; null: no second sample. */
  readonly again: boolean | null;
  readonly source: SourceRef;
}

/** `/sys/fs/xfs/<device>/error/<class>/<error>/max_retries`: how often xfs repeats a failed write; -1 for ever. */
export interface XfsRetry {
  /** Kernel name: `dm-16`. */
  readonly kernelName: string;
  readonly class: string;
  /** `default`, `EIO`, `ENOSPC`, `ENODEV`. */
  readonly error: string;
  readonly maxRetries: number;
  readonly source: SourceRef;
}

/** Whether a tool is installed on the host. */
export interface HostTool {
  readonly name: string;
  /** Null: looked for and not there. */
  readonly path: string | null;
  readonly source: SourceRef;
}
