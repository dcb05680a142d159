import type { Absent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';

/** Identity of a process is pid and start ticks: pids are used again. */
export interface Process {
  readonly pid: number;
  readonly ppid: number;
  /** Clock ticks after boot, /proc/PID/stat field 22. Absent where only ps told of it: then no command may end it. */
  readonly startTicks: number | Absent;
  /** At most 15 bytes, as the kernel keeps it; any byte may be in it. */
  readonly comm: string;
  /** One letter of /proc/PID/stat: R S D Z T I … */
  readonly state: string;
  /** Masked on the target. */
  readonly commandLine: readonly string[] | Absent;
  /** Inode of its mount namespace. */
  readonly mountNamespace: number | Absent;
  readonly netNamespace: number | Absent;
  /** The path in the unified or systemd hierarchy, else the longest other one. */
  readonly cgroup: string | Absent;
  /** systemd unit of that cgroup, e.g. `docker.service`; null when the cgroup names none. Alone it proves nothing (FORMATS 15). */
  readonly unit: string | null;
  /** Container it belongs to, by cgroup path or as the shim's child; null when none. */
  readonly containerId: string | null;
  readonly source: SourceRef;
}

export interface Thread {
  readonly pid: number;
  readonly tid: number;
  readonly mountNamespace: number;
  readonly source: SourceRef;
}

/** One thing a process refers to outside any mount table. Holds a superblock even when every mount of it is gone. */
export interface Reference {
  readonly via: 'root' | 'cwd' | 'exe' | 'fd' | 'map';
  readonly pid: number;
  /** Set for `fd` only. */
  readonly fd: number | null;
  /**
   * Text of the /proc link. In a detached mount it is relative to that mount's root (`/rootfs`, or just `/`).
   * A descriptor on a network namespace is `net:[4026532246]`; those on mount namespaces are `NamespaceHold`s, not here.
   */
  readonly target: string;
  /** `major:minor` of the filesystem it is on. */
  readonly device: string | Absent;
  /** `major:minor` of the block device itself where a descriptor has its node open; null for anything else. */
  readonly blockNode: string | null;
  /** From fdinfo; null where the kernel does not say (cwd, root, exe, map). */
  readonly mountId: number | null;
  /** `mountId` is in no table that was read, and every table was read. Null: cannot be told. */
  readonly detached: boolean | null;
  /** The descriptor stands on the mount itself (open_tree, O_PATH on its root): nothing inside is open. */
  readonly onMountRoot: boolean;
  readonly source: SourceRef;
}
