import type { Absent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { HoldMark } from '#shared/derive/view-types.ts';
import type { Subject } from '#shared/rules/rule.ts';

/**
 * The device map as data: one picture from disks (left) to owners (right), VISUAL §3 and §4.
 *
 * Columns: 1 disk, 2 loop file or volume, 3 thin pool, 4 thin device, 5 owner. Picture, table twin and exports come from
 * this one object (`deviceMapObjects`), so they hold the same things and the same count.
 */
export interface DeviceMap {
  /** Null: the whole host. Else what was asked for: only its pool is drawn. */
  readonly focus: { readonly needle: string; readonly title: string } | null;
  readonly onlyTrouble: boolean;
  /** In drawing order: the disk with the worst pool first. Each pool stands beside exactly one disk. */
  readonly disks: readonly MapDisk[];
  readonly pools: readonly MapPool[];
  /** The last line: dm devices that belong to no pool and are not plain (no table, error, zero …). */
  readonly outside: readonly MapOutside[];
  /** dm devices of no pool beyond `outside`, and plain ones: counted, not drawn. */
  readonly outsideMore: number;
  readonly counts: DeviceMapCounts;
  /** Evidence that this picture rests on and that was not there, in words; empty when all was read. */
  readonly notRead: readonly string[];
}

export interface DeviceMapCounts {
  readonly pools: number;
  readonly poolsDrawn: number;
  /** Thin devices known from anywhere. */
  readonly devices: number;
  /** Drawn as rows of their own. */
  readonly inFull: number;
  /** Inside groups that are drawn. */
  readonly inGroups: number;
  readonly groups: number;
  /** Left out by focus or `onlyTrouble`; inFull + inGroups + leftOut = devices. */
  readonly leftOut: number;
  /** Pools whose own list of devices was not read: orphans cannot be told there. */
  readonly listsNotRead: number;
}

export type MapTrouble = 'crit' | 'warn' | 'none';

export interface MapDisk {
  readonly key: string;
  readonly title: string;
  /** `254:0`; null for the place of pools whose disk could not be told. */
  readonly device: string | null;
  /** Size, filesystem or volume group on it, partitions: one a line. */
  readonly lines: readonly string[];
  /** Keys of pools, in drawing order. */
  readonly pools: readonly string[];
}

export interface MapPool {
  /** `pool:253:9`. */
  readonly key: string;
  readonly device: string;
  readonly title: string;
  readonly trouble: MapTrouble;
  readonly shape: MapPoolShape;
  /** `data full: writes wait`, `read-only, needs_check`, `rw`; our words for the kernel's. */
  readonly state: string;
  /** Right of it: `queued, timed out`, `metadata full`, `owned by docker 595`. */
  readonly why: string;
  readonly data: MapGauge;
  readonly metadata: MapGauge;
  /** Below the gauges, as many as there is room for; most telling first. */
  readonly facts: readonly { readonly label: string; readonly value: string; readonly trouble: MapTrouble }[];
  readonly backing: readonly MapBacking[];
  readonly rows: readonly MapRow[];
  readonly devices: number;
  /** Not drawn because of `onlyTrouble`. */
  readonly leftOut: number;
  readonly source: SourceRef;
}

/** `calm` has no mark; `unknown` is drawn with `?` and the host's own word. */
export type MapPoolShape =
  | 'calm'
  | 'nearly-full'
  | 'queueing'
  | 'erroring'
  | 'read-only'
  | 'failed'
  | 'suspended'
  | 'no-table'
  | 'unknown';

export interface MapGauge {
  /** 0 … 1; null: `absent` says what kind of nothing it is. */
  readonly share: number | null;
  /** `not-collected` is drawn dotted, everything else without a share hatched. Null where there is a share. */
  readonly absent: Absent['absent'] | null;
  /** `9,301/65,536`, or why there is none. */
  readonly text: string;
  readonly trouble: MapTrouble;
  /** A wall at the end: nothing more goes in. */
  readonly full: boolean;
  /** 0 … 1: where the low-water mark stands; null where it is none, or below nothing. */
  readonly lowWater: number | null;
}

export interface MapBacking {
  readonly key: string;
  readonly role: 'data' | 'metadata' | 'external-origin';
  readonly shape: 'loop' | 'volume' | 'disk' | 'partition' | 'error' | 'unknown';
  readonly title: string;
  readonly aside: string;
  readonly size: string;
  readonly device: string;
  readonly fault: boolean;
  /** Kernel name of the disk it ends on, which need not be that of the pool's data; empty: not known. */
  readonly disk: string;
  /** Key of the row that reads from it; only for an external origin. */
  readonly originOf: string | null;
}

export type MapSlot = 'active' | 'inactive' | 'unread' | 'failed' | 'group';
export type MapOwnerShape = 'container' | 'layer' | 'volume' | 'snapshot' | 'nobody' | 'unknown';

/** A thin device, or devices that are equal in what was asked. */
export interface MapRow {
  /** `ThinDevice.key`, or `group:…`. */
  readonly key: string;
  readonly count: number;
  /** `27`, `1 2 5 7 13`, `16 ids`, `@253:33`. */
  readonly idText: string;
  /** `253:16`; empty: it is not active. */
  readonly device: string;
  readonly slot: MapSlot;
  /** In the pool, and nobody's: the slot is torn on the owner's side. */
  readonly orphan: boolean;
  readonly readOnly: boolean;
  readonly suspended: boolean;
  /** What two sources say where they differ; both are written. */
  readonly mismatch: string | null;
  /** Key of the row whose snapshot it is; drawn as a bracket. */
  readonly snapshotOf: string | null;
  readonly ownerShape: MapOwnerShape;
  readonly owner: string;
  /** Image of its container or names of the image it is a layer of; empty when unknown. */
  readonly image: string;
  /** `running`, `removing`, `deleted: true`, `on /data01`; empty when there is nothing to say. */
  readonly state: string;
  readonly trouble: MapTrouble;
  readonly mapped: { readonly share: number | null; readonly text: string; readonly trouble: MapTrouble };
  /** The fault of this picture: a removal that cannot go on. Rows with one stand together as one block. */
  readonly blocked: { readonly mark: HoldMark; readonly holder: string; readonly more: number } | null;
  /** What it stands for, whole ids: accessible name. */
  readonly name: string;
  readonly subject: Subject | null;
  readonly source: SourceRef | null;
}

export interface MapOutside {
  readonly key: string;
  readonly shape: 'no-table' | 'error' | 'suspended' | 'active';
  readonly title: string;
  readonly aside: string;
}

/** One row of the pools table. Shares are 0 … 1. */
export interface PoolRow {
  /** `major:minor`. */
  readonly key: string;
  readonly device: string;
  readonly name: string;
  readonly state: string;
  readonly trouble: MapTrouble;
  readonly owner: string;
  readonly dataUsed: number | Absent;
  readonly dataText: string;
  readonly metadataUsed: number | Absent;
  readonly metadataText: string;
  /** Bytes. */
  readonly blockSize: number | Absent;
  readonly transactionId: number | Absent;
  readonly devices: number;
  readonly active: number;
  readonly standsOn: string;
  readonly evidence: SourceRef;
}

/** One row of the thin devices table: one device, never a group. */
export interface ThinDeviceRow {
  readonly key: string;
  readonly pool: string;
  readonly poolName: string;
  readonly id: number | Absent;
  /** `253:16`; empty when inactive. */
  readonly device: string;
  readonly dmName: string;
  readonly state: string;
  readonly trouble: MapTrouble;
  readonly ownerKind: MapOwnerShape;
  readonly owner: string;
  readonly image: string;
  /** Bytes. */
  readonly size: number | Absent;
  readonly mapped: number | Absent;
  /** What its removal gives back, bytes; not-collected without mappings. */
  readonly frees: number | Absent;
  /** Tables, docker's metadata, LVM's backup, the pool's own list: where it is known from. */
  readonly knownFrom: string;
  readonly heldBy: string;
  readonly evidence: SourceRef;
}
