import type { BoltBucket } from '#shared/bbolt/bucket.ts';
import { RowReader } from '#shared/containerd-metadata/row-reader.ts';
import type {
  ContainerdBlob,
  ContainerdContainer,
  ContainerdImage,
  ContainerdIngest,
  ContainerdSandbox,
  ContainerdSnapshot,
} from '#shared/containerd-metadata/rows.ts';
import { decodeText } from '#shared/parsers/decode.ts';

/*
 * Each reads one object's bucket; the keys are those of core/metadata/buckets.go in github.com/containerd/containerd
 * (metadata/buckets.go before 2.0).
 */

/** core/metadata/images.go */
export function readImage(namespace: string, name: string, bucket: BoltBucket): ContainerdImage {
  const row = new RowReader(bucket);
  const target = row.inner('target');
  return {
    namespace,
    name,
    target: {
      digest: target?.text('digest') ?? '',
      mediaType: target?.text('mediatype') ?? '',
      size: target?.size('size') ?? row.missing('target'),
    },
    labels: row.labels(),
    ...row.times(),
    whole: row.isWhole('target'),
  };
}

/** core/metadata/containers.go */
export function readContainer(namespace: string, id: string, bucket: BoltBucket): ContainerdContainer {
  const row = new RowReader(bucket);
  const runtime = row.inner('runtime');
  return {
    namespace,
    id,
    image: row.text('image'),
    runtime: runtime?.text('name') ?? '',
    runtimeOptions: runtime?.any('options') ?? row.missing('runtime'),
    snapshotter: row.text('snapshotter'),
    snapshotKey: row.text('snapshotKey'),
    sandboxId: row.text('sandboxid'),
    spec: row.any('spec'),
    extensions: row.extensions(),
    labels: row.labels(),
    ...row.times(),
    whole: row.isWhole('runtime', 'extensions'),
  };
}

/** core/metadata/snapshot.go */
export function readSnapshot(
  namespace: string,
  snapshotter: string,
  key: string,
  bucket: BoltBucket,
): ContainerdSnapshot {
  const row = new RowReader(bucket);
  return {
    namespace,
    snapshotter,
    key,
    name: row.text('name'),
    parent: row.text('parent'),
    children: [...(bucket.bucket('children')?.entries() ?? [])].map((child) => decodeText(child.key)),
    labels: row.labels(),
    ...row.times(),
    whole: row.isWhole('children'),
  };
}

/** core/metadata/content.go */
export function readBlob(namespace: string, digest: string, bucket: BoltBucket): ContainerdBlob {
  const row = new RowReader(bucket);
  return {
    namespace,
    digest,
    size: row.size('size'),
    labels: row.labels(),
    ...row.times(),
    whole: row.isWhole(),
  };
}

/** core/metadata/content.go */
export function readIngest(namespace: string, reference: string, bucket: BoltBucket): ContainerdIngest {
  const row = new RowReader(bucket);
  return {
    namespace,
    reference,
    ref: row.text('ref'),
    expected: row.text('expected'),
    expireAt: row.time('expireat'),
    whole: row.isWhole(),
  };
}

/** core/metadata/sandbox.go */
export function readSandbox(namespace: string, id: string, bucket: BoltBucket): ContainerdSandbox {
  const row = new RowReader(bucket);
  return {
    namespace,
    id,
    runtime: row.inner('runtime')?.text('name') ?? '',
    sandboxer: row.text('sandboxer'),
    spec: row.any('spec'),
    extensions: row.extensions(),
    labels: row.labels(),
    ...row.times(),
    whole: row.isWhole('runtime', 'extensions'),
  };
}
