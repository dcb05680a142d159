import type { Absent } from '#shared/base/absent.ts';

export interface HostFacts {
  readonly name: string | Absent;
  /** `uname -r`. */
  readonly kernel: string | Absent;
  /** PRETTY_NAME of os-release. */
  readonly os: string | Absent;
  readonly bootId: string | Absent;
  /** Host clock, ms since the epoch, at boot. */
  readonly bootedAt: number | Absent;
  readonly clockTicksPerSecond: number | Absent;
}

export interface CaptureFacts {
  /** Host clock, ms since the epoch, of the first record. */
  readonly capturedAt: number | Absent;
  readonly uid: number | Absent;
  readonly user: string | Absent;
  /** CapEff of the collecting shell, hex. */
  readonly capabilities: string | Absent;
  /** True when other users' processes could be read: uid 0 with CAP_SYS_PTRACE in the initial user namespace, and no hidepid. */
  readonly seesEverything: boolean | Absent;
  /** Mount option hidepid of /proc; 0 when not set. */
  readonly hidepid: number | Absent;
  readonly seLinuxContext: string | Absent;
  /** Inode of the mount namespace the collector ran in. */
  readonly ownNamespace: number | Absent;
  /** Processes that were listed and gone when read. Normal on a busy host; counted, not hidden. */
  readonly vanished: number;
}

/** Kernel settings that rules name. Absent `not-applicable`: the file does not exist on this kernel. */
export interface Settings {
  readonly mayDetachMounts: number | Absent;
  readonly mountMax: number | Absent;
  readonly overlayIndex: boolean | Absent;
}
