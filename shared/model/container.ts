import type { Absent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';

export type Runtime = 'docker' | 'containerd' | 'cri-o' | 'podman';

/** One volume or bind of a container, as its engine recorded it. */
export interface Volume {
  /** Path on the host (in the engine's namespace); for a named volume its `_data` folder. */
  readonly source: string;
  /** Path in the container. */
  readonly destination: string;
  /** The engine's own word: `rprivate`, `rslave`, `shared`, …; empty where it recorded none. */
  readonly propagation: string;
  readonly readOnly: boolean;
  readonly kind: 'bind' | 'volume' | 'tmpfs' | 'other';
}

export interface Container {
  readonly id: string;
  /** Without a leading slash; the id's first 12 characters where it has none. */
  readonly name: string;
  readonly runtime: Runtime;
  /** containerd namespace (`k8s.io`, `moby`, `default`); null elsewhere. */
  readonly runtimeNamespace: string | null;
  /** Data root of the engine it belongs to: two daemons of one kind share a host. */
  readonly engineRoot: string;
  readonly state: 'running' | 'paused' | 'restarting' | 'exited' | 'created' | 'dead' | 'removing' | 'unknown';
  /** The engine's own words for it, e.g. `Dead=true RemovalInProgress=true`. */
  readonly stateText: string;
  /** Host clock, ms since the epoch; docker only. */
  readonly createdAt?: number | Absent;
  /** When it last came up, host clock, ms since the epoch: a start that failed does not count; docker only. */
  readonly startedAt?: number | Absent;
  /** Host clock, ms since the epoch; absent while it runs. */
  readonly finishedAt: number | Absent;
  readonly pid: number | null;
  readonly image: string | Absent;
  /** `Image.id` that it was made from; docker only. */
  readonly imageId?: string | Absent;
  /** docker: `ImageLayer.chainId` below its read-write layer; null: it has none. */
  readonly layerParent?: string | null | Absent;
  /** docker: id of its init layer, `<mount-id>-init`. */
  readonly initId?: string | Absent;
  readonly podUid: string | null;
  /** CRI sandbox: the pod's pause container. */
  readonly isSandbox: boolean;
  readonly volumes: readonly Volume[] | Absent;
  /** OCI `rootfsPropagation`, e.g. `shared`; absent where no config was found. */
  readonly rootfsPropagation: string | Absent;
  /** docker: id of the read-write layer, the folder below `devicemapper/mnt` or `overlay2`; containerd: snapshot key. */
  readonly mountId: string | Absent;
  /** devicemapper driver: thin device id. */
  readonly thinDeviceId: number | Absent;
  /** dm name of its thin device, whether active or not: `docker-<maj>:<min>-<inode>-<mount-id>`. */
  readonly dmName: string | Absent;
  /** `deleted` of docker's own file for that device: its deferred-deletion worker tries again every 30 s. */
  readonly deviceDeleted?: boolean | Absent;
  /** File that pins its network namespace: docker's `NetworkSettings.SandboxKey`, the OCI network namespace's `path`. */
  readonly netnsPath?: string | Absent;
  readonly storageDriver: string | Absent;
  /** `StoredLayer.key` of its read-write layer; left out where no store of its engine was read. */
  readonly layer?: string | Absent;
  /** Rootfs on the host, where the engine mounts it: `…/devicemapper/mnt/<mount-id>`, `…/overlay2/<id>/merged`, `…/rootfs`. */
  readonly rootfsPath: string | Absent;
  /** Host folder of its shm, where it has one of its own. */
  readonly shmPath: string | Absent;
  readonly source: SourceRef;
}

export interface Pod {
  readonly uid: string;
  readonly name: string | Absent;
  readonly namespace: string | Absent;
  readonly sandboxId: string | null;
  /** There is a folder /var/lib/kubelet/pods/<uid>. */
  readonly hasFolder: boolean;
  readonly source: SourceRef;
}

/** dockerd, containerd, kubelet, crio: the processes that mount for others. */
export interface Daemon {
  readonly kind: 'dockerd' | 'containerd' | 'kubelet' | 'crio' | 'shim';
  readonly pid: number;
  readonly unit: string | null;
  readonly mountNamespace: number | Absent;
  /** Data root; for a shim the container it serves. */
  readonly root: string | Absent;
  readonly containerId: string | null;
  readonly liveRestore: boolean | Absent;
  readonly source: SourceRef;
}

/** The properties of a systemd service that decide its mount namespace. */
export interface Unit {
  readonly name: string;
  readonly mainPid: number | null;
  /** systemd prints numbers or words: `slave`, `private`, `shared`, empty. Normalised to a word or ''. */
  readonly mountFlags: string;
  readonly privateTmp: boolean;
  readonly protectSystem: string;
  readonly protectHome: string;
  readonly privateMounts: boolean;
  /** Any other setting that gives it a mount namespace, as `Name=value`. */
  readonly otherSandboxing: readonly string[];
  readonly source: SourceRef;
}

/** A file in /run/netns or /var/run/docker/netns. */
export interface NetnsFile {
  readonly path: string;
  /** Inode of the net namespace when it is an nsfs mount; null when it is a plain file (stale, or mounted in another namespace only). */
  readonly inode: number | null;
  readonly source: SourceRef;
}
