import type { Absent } from '#shared/base/absent.ts';

export interface HostFacts {
  readonly name: string | Absent;
  /** `uname -r`. */
  readonly kernel: string | Absent;
  /** PRETTY_NAME of os-release. */
  readonly os: string | Absent;
  readonly bootId: string | Absent;
  /** Content of /etc/machine-id: stays over boots. Left out where the source does not have it. */
  readonly machineId?: string;
  /** Host clock, ms since the epoch, at boot. */
  readonly bootedAt: number | Absent;
  readonly clockTicksPerSecond: number | Absent;
  /** Offset of the host's zone, `+0100`: some tools print local time without it. */
  readonly zone?: string | Absent;
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
  /** What a sosreport says about itself; left out for every other kind of source. */
  readonly sosreport?: SosreportFacts;
}

/** Limits under which sos collected, and what `sos clean` did to it afterwards. */
export interface SosreportFacts {
  /** Files that sos cut at its size limit (`sos_strings`, or a tail of a log), as archive members. */
  readonly truncatedFiles: readonly string[] | Absent;
  /** `process.numprocs`: sos reads /proc of at most so many processes, 2048 unless told. 0: no limit. */
  readonly processLimit: number | Absent;
  /** Processes for which it holds /proc files. */
  readonly processesHeld: number | Absent;
  /** The archive went through `sos clean` (its map or its markers are present): host names and addresses are invented. */
  readonly obfuscated: boolean | Absent;
}

/** Kernel settings that rules name. Absent `not-applicable`: the file does not exist on this kernel. */
export interface Settings {
  readonly mayDetachMounts: number | Absent;
  readonly mountMax: number | Absent;
  readonly overlayIndex: boolean | Absent;
  /** dm-thin-pool's no_space_timeout, seconds; 0: a full pool queues writes for ever. Left out where the module is not loaded. */
  readonly noSpaceTimeout?: number | Absent;
}
