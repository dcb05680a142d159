import { notApplicable } from '#shared/base/absent.ts';
import type { BoltBucket } from '#shared/bbolt/bucket.ts';
import type { BoltDatabase } from '#shared/bbolt/open-bolt.ts';
import type { ContainerdMetadata } from '#shared/containerd-metadata/containerd-metadata.ts';
import { readLease } from '#shared/containerd-metadata/read-lease.ts';
import {
  readBlob,
  readContainer,
  readImage,
  readIngest,
  readSandbox,
  readSnapshot,
} from '#shared/containerd-metadata/read-objects.ts';
import { RowReader } from '#shared/containerd-metadata/row-reader.ts';
import { type StoreLimits, StoreReader, storeLimits } from '#shared/containerd-metadata/store.ts';

/**
 * `<root>/io.containerd.metadata.v1.bolt/meta.db`: `v1/<namespace>/<kind of object>/<key>/<field>`.
 *
 * core/metadata/buckets.go in github.com/containerd/containerd draws the schema. Two places where the drawing and what is
 * written differ: images are in `images`, and sandboxes are not below `v1` but in `<namespace>/sandboxes`
 * (createSandboxBucket()); both places are looked at.
 */
export function readContainerdMetadata(database: BoltDatabase, limits: StoreLimits = storeLimits): ContainerdMetadata {
  const store = new StoreReader(database, limits);
  const v1 = database.bucket('v1');
  const schemaVersion = v1 ? new RowReader(v1).varint('version') : notApplicable('no schema v1');
  const found = [...store.rows(v1)];
  /** Every row of a kind of object, namespace by namespace. */
  const each = <Row>(kind: readonly string[], read: (namespace: string, key: string, row: BoltBucket) => Row) =>
    found.flatMap(({ key: namespace, bucket }) =>
      Array.from(store.rows(bucket.bucket(...kind)), (row) => read(namespace, row.key, row.bucket)),
    );
  const beside = Array.from(store.rows(database.root)).flatMap(({ key: namespace, bucket }) =>
    namespace === 'v1'
      ? []
      : Array.from(store.rows(bucket.bucket('sandboxes')), (row) => readSandbox(namespace, row.key, row.bucket)),
  );
  const rows = {
    namespaces: found.map(({ key: name, bucket }) => {
      const row = new RowReader(bucket);
      return { name, labels: row.labels(), whole: row.isWhole() };
    }),
    images: each(['images'], readImage),
    containers: each(['containers'], readContainer),
    snapshots: each(['snapshots'], (namespace, snapshotter, all) =>
      Array.from(store.rows(all), (row) => readSnapshot(namespace, snapshotter, row.key, row.bucket)),
    ).flat(),
    blobs: each(['content', 'blob'], readBlob),
    ingests: each(['content', 'ingests'], readIngest),
    leases: each(['leases'], readLease),
    sandboxes: [...each(['sandboxes'], readSandbox), ...beside],
  };
  return { schemaVersion, ...rows, ...store.finish() };
}
