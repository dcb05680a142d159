import type { Absent } from '#shared/base/absent.ts';
import type { BlockDevice, FilesystemSpace, LoopDevice, Swap } from '#shared/model/block.ts';
import type { Container, Daemon, NetnsFile, Pod, Unit } from '#shared/model/container.ts';
import type {
  DevicemapperRoot,
  DockerDevice,
  Image,
  ImageLayer,
  Snapshotter,
  SnapshotterDevice,
  StorageOption,
} from '#shared/model/docker-storage.ts';
import type { CaptureFacts, HostFacts, Settings } from '#shared/model/host.ts';
import type {
  BlobListing,
  ContentBlob,
  FolderListing,
  LayerStore,
  OverlayMount,
  StoredImage,
  StoredLayer,
} from '#shared/model/layers.ts';
import type { LogLine } from '#shared/model/log.ts';
import type { LvmThinPool, LvmThinVolume, LvmVolumeGroup } from '#shared/model/lvm.ts';
import type { Mount, MountNamespace, MountTable } from '#shared/model/mount.ts';
import type { Process, Reference, Thread } from '#shared/model/process.ts';
import type { DmTarget, HostTool, ThinDevice, ThinPool, UdevCookie, XfsRetry } from '#shared/model/thin.ts';
import type { ThinMetadata } from '#shared/thin-metadata/thin-metadata.ts';

/**
 * One host at one capture: flat tables joined by key, no object references
 * except `Mount.shape`, which is shared between the copies of one mount.
 *
 * Flat so that it crosses processes and lands in a bundle unchanged, and so that
 * two captures of one host can be compared row by row. `checkIntegrity` states
 * the joins that must hold; `buildHostModel` is the only writer.
 */
export interface HostModel {
  readonly host: HostFacts;
  readonly capture: CaptureFacts;
  readonly settings: Settings;
  readonly processes: readonly Process[];
  /** Only threads whose mount namespace is not their process's. */
  readonly threads: readonly Thread[];
  readonly namespaces: readonly MountNamespace[];
  readonly mountTables: readonly MountTable[];
  readonly mounts: readonly Mount[];
  /** What processes refer to outside mount tables: cwd, root, exe, open files, mapped files. */
  readonly references: readonly Reference[];
  readonly blockDevices: readonly BlockDevice[];
  readonly loopDevices: readonly LoopDevice[];
  readonly swaps: readonly Swap[];
  /** Free space of local filesystems; left out without `--with capacity`. */
  readonly filesystemSpace?: readonly FilesystemSpace[];
  readonly dmTargets: readonly DmTarget[];
  readonly thinPools: readonly ThinPool[];
  readonly thinDevices: readonly ThinDevice[];
  /**
   * What each pool's own metadata says, by `ThinPool.device`; absent values say why it could not be read. Left out, or without the
   * pool: not collected (`--with thin-metadata`).
   */
  readonly thinMetadata?: ReadonlyMap<string, ThinMetadata | Absent>;
  readonly dockerDevices: readonly DockerDevice[];
  readonly devicemapperRoots: readonly DevicemapperRoot[];
  readonly storageOptions: readonly StorageOption[];
  readonly imageLayers: readonly ImageLayer[];
  readonly images: readonly Image[];
  readonly snapshotters: readonly Snapshotter[];
  /** By data root of a containerd with the devmapper snapshotter; absent: its database could not be read. Left out: none was collected. */
  readonly snapshotterDevices?: ReadonlyMap<string, readonly SnapshotterDevice[] | Absent>;
  readonly layerStores: readonly LayerStore[];
  readonly storedLayers: readonly StoredLayer[];
  readonly storedImages: readonly StoredImage[];
  readonly contentBlobs: readonly ContentBlob[];
  readonly overlays: readonly OverlayMount[];
  /** By `StoredLayer.key`; left out without `--with layer-listings`, or the reason why one could not be read. */
  readonly folderListings: ReadonlyMap<string, FolderListing | Absent>;
  /** By digest of the blob; as `folderListings`. */
  readonly blobListings: ReadonlyMap<string, BlobListing | Absent>;
  readonly lvmVolumeGroups: readonly LvmVolumeGroup[];
  readonly lvmThinPools: readonly LvmThinPool[];
  readonly lvmThinVolumes: readonly LvmThinVolume[];
  readonly udevCookies: readonly UdevCookie[];
  readonly xfsRetries: readonly XfsRetry[];
  /** thin_check and its kind. */
  readonly tools: readonly HostTool[];
  readonly containers: readonly Container[];
  readonly pods: readonly Pod[];
  readonly daemons: readonly Daemon[];
  readonly units: readonly Unit[];
  readonly netnsFiles: readonly NetnsFile[];
  readonly log: readonly LogLine[];
  /** The second sample of the volatile set; absent when it was not taken. */
  readonly second: SecondSample | Absent;
}

/** What the second reading of the volatile set saw, enough to ask "still held?" and "did it move?". */
export interface SecondSample {
  /** Between the first record of sample 1 and of sample 2, host clock, ms. */
  readonly gapMs: number;
  /** `${pid}/${startTicks}` of every process that was there. */
  readonly processes: ReadonlySet<string>;
  /** Namespace inodes that a process, thread or descriptor still held. */
  readonly namespaces: ReadonlySet<number>;
  readonly references: readonly Reference[];
  /** Open count by `major:minor` of dm devices. */
  readonly dmOpen: ReadonlyMap<string, number>;
  /** Suspended, by `major:minor` of dm devices. */
  readonly dmSuspended: ReadonlyMap<string, boolean>;
  /** Container ids with the state they had then. */
  readonly containerStates: ReadonlyMap<string, string>;
}
