import type { Absent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Bytes } from '#shared/base/units.ts';

/** docker's own line about one thin device, `<root>/devicemapper/metadata/<hash>`. Key: `${engineRoot}/${hash}`. */
export interface DockerDevice {
  /** As `Container.engineRoot`. */
  readonly engineRoot: string;
  /** Mount id of a container (or `…-init`), cache id of an image layer, or `base`. */
  readonly hash: string;
  readonly deviceId: number;
  readonly size: Bytes | Absent;
  readonly transactionId: number | Absent;
  /** Normal as false, except for `base`. */
  readonly initialized: boolean | Absent;
  /** Waits for the deferred-deletion worker, which tries every 30 s. */
  readonly deleted: boolean;
  /** In the second sample: the same, gone, or marked deleted since. Absent: no second sample. */
  readonly again: 'same' | 'gone' | 'deleted' | 'changed' | Absent;
  /** dm name it has or would have, `<prefix>-<hash>`, where the root's prefix is known. */
  readonly dmName: string | Absent;
  /** `ThinPool.device` of the pool that this root uses. */
  readonly pool: string | Absent;
  readonly source: SourceRef;
}

/** A docker data root with the devicemapper driver. Key: `engineRoot`. */
export interface DevicemapperRoot {
  readonly engineRoot: string;
  /** `docker-<major>:<minor>-<inode of devicemapper>`, from stat of the folder: what its devices are named now. */
  readonly prefix: string | Absent;
  /** The prefix that devices with this root's hashes carry; differs from `prefix` after the root was moved or copied. */
  readonly prefixInUse: string | Absent;
  /** `ThinPool.device`; unreadable when no pool could be told. */
  readonly pool: string | Absent;
  readonly nextDeviceId: number | Absent;
  readonly baseDeviceUuid: string | Absent;
  readonly baseDeviceFilesystem: string | Absent;
  /** `transaction-metadata`: the operation in flight, or the last one; it may name a device removed long ago. */
  readonly transaction:
    | {
        readonly openTransactionId: number;
        readonly deviceHash: string;
        readonly deviceId: number;
        readonly source: SourceRef;
      }
    | Absent;
  readonly source: SourceRef;
}

/** One storage setting of a daemon, as written: `storage-driver`, `dm.thinpooldev`, `dm.use_deferred_removal`, `pool_name`, … */
export interface StorageOption {
  readonly engine: 'docker' | 'containerd';
  /** `Daemon.root` as the daemon names it. */
  readonly root: string;
  readonly pid: number | null;
  readonly name: string;
  readonly value: string;
  readonly from: 'command-line' | 'configuration';
  readonly source: SourceRef;
}

/** An image layer that docker unpacked. Key: `${engineRoot}/${chainId}`. */
export interface ImageLayer {
  readonly engineRoot: string;
  /** Storage driver it was unpacked with. */
  readonly driver: string;
  /** `sha256:…` of the layers up to this one. */
  readonly chainId: string;
  /** Folder below the driver's root, or `DockerDevice.hash`. */
  readonly cacheId: string | Absent;
  /** `chainId` of the layer below; null for the lowest one. */
  readonly parent: string | null;
  readonly diffId: string | Absent;
  readonly size: Bytes | Absent;
  readonly source: SourceRef;
}

/** Key: `${engineRoot}/${id}`. */
export interface Image {
  readonly engineRoot: string;
  /** `sha256:…` of its configuration. */
  readonly id: string;
  /** `repository:tag` and `repository@digest`; empty for an untagged one. */
  readonly names: readonly string[];
  readonly diffIds: readonly string[] | Absent;
  /** `ImageLayer.chainId` of its uppermost layer; unreadable where the layer database has none. */
  readonly topLayer: string | Absent;
  readonly source: SourceRef;
}

/** A snapshotter folder below a containerd data root, `io.containerd.snapshotter.v1.<name>`. */
export interface Snapshotter {
  readonly root: string;
  readonly name: string;
  /** It has a metadata.db. */
  readonly hasDatabase: boolean;
  readonly source: SourceRef;
}

/** A thin device as containerd's devmapper snapshotter wrote it down, `<pool name>.db`. Key: `${root}/${name}`. */
export interface SnapshotterDevice {
  readonly root: string;
  /** In /dev/mapper: `<pool>-snap-<id of the snapshot>`. */
  readonly name: string;
  readonly deviceId: number | Absent;
  /** The word of containerd's DeviceState: `Activated`, `Faulty`, `Creating`, … */
  readonly state: string | Absent;
  /** An operation was under way when it was written. */
  readonly isUnfinished: boolean;
  readonly error: string;
  /** Of its snapshot in metadata.db, host clock, ms; null: that has no such snapshot; absent: not read. */
  readonly snapshotCreatedAt: number | null | Absent;
  readonly source: SourceRef;
}
