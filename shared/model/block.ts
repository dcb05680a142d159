import type { Absent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Bytes } from '#shared/base/units.ts';

/** A block device as sysfs shows it, joined with dm's own facts where it is a dm device. Key: `device`. */
export interface BlockDevice {
  /** `major:minor`. */
  readonly device: string;
  /** Kernel name: `dm-16`, `loop2`, `vda`. */
  readonly kernelName: string;
  /** dm name, as dmsetup shows it (`dm-names.ts`); null when it is no dm device. */
  readonly dmName: string | null;
  readonly dmUuid: string | null;
  /** 512-byte sectors. */
  readonly sizeSectors: number | Absent;
  readonly readOnly: boolean | Absent;
  readonly suspended: boolean | null;
  /** dm open count: openers of the device, so one mounted superblock counts 1 however many mounts it has. */
  readonly dmOpen: number | Absent;
  /**
   * docker's thin devices: `deleted` of its file for that layer, which waits for deferred deletion. Unreadable: no file of any
   * data root names it. Not applicable: not docker's.
   */
  readonly dockerDeleted: boolean | Absent;
  /** Kernel name of the disk it is a partition of; null for anything else. */
  readonly partitionOf: string | null;
  /** Kernel names of devices stacked on this one. */
  readonly holders: readonly string[];
  /** Kernel names of devices below this one. */
  readonly slaves: readonly string[];
  readonly source: SourceRef;
}

export interface LoopDevice {
  readonly device: string;
  readonly kernelName: string;
  /** As the kernel prints it; relative to a detached mount's root where that filesystem is detached (FORMATS 12). */
  readonly backingFile: string;
  /** `major:minor` of the filesystem the file is on: the only safe join. */
  readonly backingDevice: string | Absent;
  /** Of the backing file, where it stands on a local filesystem that the capture could reach. A sparse file has less allocated than it is long. */
  readonly fileSize: Bytes | Absent;
  readonly fileAllocated: Bytes | Absent;
  readonly source: SourceRef;
}

export interface Swap {
  readonly path: string;
  readonly kind: 'file' | 'partition';
  /** Filesystem of a swap file, where it could be told; for a partition its own `major:minor`. */
  readonly device: string | Absent;
  readonly source: SourceRef;
}

/** What statfs says of one local filesystem. Key: `device`. */
export interface FilesystemSpace {
  /** `major:minor`. */
  readonly device: string;
  readonly mountPoint: string;
  /** What an ordinary user may still write; the reserve of root is not in it. */
  readonly freeBytes: Bytes;
  readonly totalBytes: Bytes;
  readonly source: SourceRef;
}
