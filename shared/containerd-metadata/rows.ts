import type { Absent } from '#shared/base/absent.ts';
import type { Bytes } from '#shared/base/units.ts';
import type { BoltDamageKind } from '#shared/bbolt/bolt.ts';
import type { ProtobufAny } from '#shared/containerd-metadata/protobuf-any.ts';

/*
 * One row for each object of containerd's meta.db. A text that is not set is empty, as it is in containerd. A number that
 * is not set is absent: not-applicable where the object has none, unreadable where damage took it, unparsable where it
 * is no number. Times are milliseconds since the epoch by the clock of the host.
 */

export type Labels = Readonly<Record<string, string>>;

interface Row {
  /** containerd namespace: `default`, `k8s.io`, `moby`. */
  readonly namespace: string;
  readonly labels: Labels;
  readonly createdAt: number | Absent;
  /** False: damage took some of its fields or labels, or all. */
  readonly whole: boolean;
}

interface UpdatedRow extends Row {
  readonly updatedAt: number | Absent;
}

export interface ContainerdNamespace {
  readonly name: string;
  readonly labels: Labels;
  readonly whole: boolean;
}

export interface ContainerdImage extends UpdatedRow {
  /** `registry.lab/pause:3.6`, or (CRI) the digest of its configuration. */
  readonly name: string;
  readonly target: {
    /** Of the index or the manifest: `sha256:…`. */
    readonly digest: string;
    readonly mediaType: string;
    readonly size: Bytes | Absent;
  };
}

export interface ContainerdContainer extends UpdatedRow {
  readonly id: string;
  /** Name of its image; may be gone. */
  readonly image: string;
  /** `io.containerd.runc.v2`. */
  readonly runtime: string;
  readonly runtimeOptions: ProtobufAny | Absent;
  readonly snapshotter: string;
  /** Key of its snapshot in its namespace; not always its id. */
  readonly snapshotKey: string;
  /** From containerd 1.7 on; empty before, and where it is in no sandbox. */
  readonly sandboxId: string;
  /** OCI runtime configuration. Environment and arguments are in there: never show it as it is. */
  readonly spec: ProtobufAny | Absent;
  readonly extensions: Readonly<Record<string, ProtobufAny | Absent>>;
}

/** A snapshot as a namespace knows it. Two namespaces that unpack one layer have one each. */
export interface ContainerdSnapshot extends UpdatedRow {
  readonly snapshotter: string;
  /** Chain id of a layer, id of a container, or `extract-…` while a layer is unpacked. */
  readonly key: string;
  /** Its key in the snapshotter's own database, `StoredSnapshot.key`: `default/79/sha256:…`. */
  readonly name: string;
  /** Key of the snapshot below it in this namespace; empty for the lowest one. */
  readonly parent: string;
  /** Keys of those above it. */
  readonly children: readonly string[];
}

export interface ContainerdBlob extends UpdatedRow {
  /** `sha256:…`; the file has it as its name. */
  readonly digest: string;
  readonly size: Bytes | Absent;
}

/** A blob that is being written. */
export interface ContainerdIngest {
  readonly namespace: string;
  /** What the client calls it. */
  readonly reference: string;
  /** What the store calls it: its folder below `ingest/` is the sha256 of this. */
  readonly ref: string;
  /** Digest that it is to have; empty where the client does not know it. */
  readonly expected: string;
  readonly expireAt: number | Absent;
  readonly whole: boolean;
}

/** Keeps what it names from the garbage collector. */
export interface ContainerdLease extends Row {
  readonly id: string;
  readonly resources: readonly LeaseResource[];
}

export interface LeaseResource {
  readonly type: 'content' | 'ingests' | 'images' | 'snapshots';
  /** Of a snapshot; else empty. */
  readonly snapshotter: string;
  /** Digest, ingest reference, image name or snapshot key. */
  readonly id: string;
}

/** From containerd 1.7 on. */
export interface ContainerdSandbox extends UpdatedRow {
  readonly id: string;
  readonly runtime: string;
  /** `podsandbox`, `shim`; empty before 2.0. */
  readonly sandboxer: string;
  readonly spec: ProtobufAny | Absent;
  readonly extensions: Readonly<Record<string, ProtobufAny | Absent>>;
}

/** `BoltDamage` with the bucket as text. */
export interface StoreDamage {
  readonly page: number;
  readonly bucket: readonly string[];
  readonly what: BoltDamageKind;
  readonly because: string;
  readonly lost: boolean;
}

/** What is said of any of containerd's databases. */
export interface Store {
  /** Of the state that was read; see `newestTxid` for what it is good for. */
  readonly txid: number;
  readonly damage: readonly StoreDamage[];
  /** Damage beyond what `damage` lists. */
  readonly moreDamage: number;
  /** False: something is missing, or there were more rows than are taken. Then "it is not in there" needs `lostUnder`. */
  readonly whole: boolean;
}
