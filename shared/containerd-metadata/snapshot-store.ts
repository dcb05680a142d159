import type { Absent } from '#shared/base/absent.ts';
import type { Bytes } from '#shared/base/units.ts';
import type { BoltDatabase } from '#shared/bbolt/open-bolt.ts';
import { RowReader } from '#shared/containerd-metadata/row-reader.ts';
import type { Labels, Store } from '#shared/containerd-metadata/rows.ts';
import { type StoreLimits, StoreReader, storeLimits } from '#shared/containerd-metadata/store.ts';
import { readParentKey } from '#shared/containerd-metadata/values.ts';
import { decodeText } from '#shared/parsers/decode.ts';

/** core/snapshots/snapshotter.go: Kind. `snapshot`, a read-only copy of an active one, only in the newest versions. */
export type SnapshotKind = 'unknown' | 'view' | 'active' | 'committed' | 'snapshot';
const kinds: readonly SnapshotKind[] = ['unknown', 'view', 'active', 'committed', 'snapshot'];

export interface StoredSnapshot {
  /** `<namespace>/<number>/<key there>`: `ContainerdSnapshot.name` names it. The number is not its id. */
  readonly key: string;
  /** Number of its folder: `snapshots/<id>`. */
  readonly id: number | Absent;
  readonly kind: SnapshotKind;
  /** Key of the snapshot below; empty for the lowest one. */
  readonly parent: string;
  /** Of itself alone, counted when it was committed; not-applicable before that. */
  readonly inodes: number | Absent;
  readonly size: Bytes | Absent;
  readonly labels: Labels;
  readonly createdAt: number | Absent;
  readonly updatedAt: number | Absent;
  /** False: damage took some of its fields or labels. */
  readonly whole: boolean;
}

/** An entry of `v1/parents`, which says the same as `parent`, by number. */
export interface ParentLink {
  readonly parentId: number;
  readonly childId: number;
  readonly childKey: string;
}

export interface SnapshotStore extends Store {
  /** False: the file has no such schema; it may be another kind of database. */
  readonly hasSchema: boolean;
  /** In the order of their keys. */
  readonly snapshots: readonly StoredSnapshot[];
  readonly parents: readonly ParentLink[];
  /** The highest id that was ever given. A folder with a higher number is not of this database. */
  readonly lastId: number;
}

/**
 * `<root>/io.containerd.snapshotter.v1.<name>/metadata.db`, alike for overlayfs, native, btrfs, devmapper, …:
 * `v1/snapshots/<key>/{id,kind,parent,inodes,size,createdat,updatedat,labels}` and `v1/parents`.
 *
 * core/snapshots/storage/bolt.go in github.com/containerd/containerd (snapshots/storage/bolt.go before 2.0).
 */
export function readSnapshotStore(database: BoltDatabase, limits: StoreLimits = storeLimits): SnapshotStore {
  const store = new StoreReader(database, limits);
  const all = database.bucket('v1', 'snapshots');
  const snapshots = Array.from(store.rows(all), ({ key, bucket }): StoredSnapshot => {
    const row = new RowReader(bucket);
    const kind = bucket.value('kind');
    return {
      key,
      id: row.uvarint('id'),
      kind: (kind?.length === 1 && kinds[kind[0]!]) || 'unknown',
      parent: row.text('parent'),
      inodes: row.varint('inodes'),
      size: row.size('size'),
      labels: row.labels(),
      ...row.times(),
      whole: row.isWhole(),
    };
  });
  const parents: ParentLink[] = [];
  for (const { key, value } of store.values(database.bucket('v1', 'parents'))) {
    const ids = readParentKey(key);
    if (ids) parents.push({ parentId: ids.parent, childId: ids.child, childKey: decodeText(value) });
  }
  return { hasSchema: all !== null, snapshots, parents, lastId: all?.sequence ?? 0, ...store.finish() };
}
