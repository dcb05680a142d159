import type { BoltBucket } from '#shared/bbolt/bucket.ts';
import { RowReader } from '#shared/containerd-metadata/row-reader.ts';
import type { ContainerdLease, LeaseResource } from '#shared/containerd-metadata/rows.ts';
import { decodeText } from '#shared/parsers/decode.ts';

/** core/metadata/leases.go: what it keeps is in a bucket for each type, of snapshots in one more for each snapshotter. */
export function readLease(namespace: string, id: string, bucket: BoltBucket): ContainerdLease {
  const row = new RowReader(bucket);
  const snapshots = [...(bucket.bucket('snapshots')?.buckets() ?? [])];
  const resources: LeaseResource[] = (['content', 'images', 'ingests'] as const).flatMap((type) =>
    keysOf(bucket.bucket(type)).map((key) => ({ type, snapshotter: '', id: key })),
  );
  for (const { key, bucket: held } of snapshots) {
    const snapshotter = decodeText(key);
    for (const name of keysOf(held)) resources.push({ type: 'snapshots', snapshotter, id: name });
  }
  return {
    namespace,
    id,
    labels: row.labels(),
    createdAt: row.time('createdat'),
    resources,
    whole:
      row.isWhole('content', 'images', 'ingests', 'snapshots') &&
      snapshots.every((snapshotter) => snapshotter.bucket.whole),
  };
}

const keysOf = (bucket: BoltBucket | null) => [...(bucket?.entries() ?? [])].map((entry) => decodeText(entry.key));
