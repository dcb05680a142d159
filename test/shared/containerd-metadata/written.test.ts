import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Absent, isAbsent } from '#shared/base/absent.ts';
import { readDevmapperStore, unfinishedStates } from '#shared/containerd-metadata/devmapper-store.ts';
import { distributionSources, gcReferences } from '#shared/containerd-metadata/label-meanings.ts';
import type { ProtobufAny } from '#shared/containerd-metadata/protobuf-any.ts';
import { readContainerdMetadata } from '#shared/containerd-metadata/read-metadata.ts';
import { readSnapshotStore } from '#shared/containerd-metadata/snapshot-store.ts';
import { containerdDatabase, containerdText } from '#test/shared/containerd-metadata/fixtures.ts';

type Line = Readonly<Record<string, unknown>>;
const lines: readonly Line[] = containerdText('written/listing.jsonl')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);

const without = (row: object, ...keys: readonly string[]): Line =>
  Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key)));

/** What containerd's own packages list; Go's nil map is our empty one. */
const said = (what: string) =>
  lines
    .filter((line) => line.what === what)
    .map((line) => without('labels' in line ? { ...line, labels: line.labels ?? {} } : line, 'what'));
const sorted = (rows: readonly Line[]) => rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
const expectSame = (mine: readonly object[], what: string) => {
  expect(mine).toHaveLength(said(what).length);
  expect(mine).toEqual(expect.arrayContaining(said(what)));
};

const hexOf = (any: ProtobufAny | Absent) =>
  isAbsent(any) ? '' : `${any.typeUrl} ${Buffer.from(any.value).toString('hex')}`;
const hashOf = (any: ProtobufAny | Absent) =>
  isAbsent(any) ? '' : `${any.typeUrl} sha256:${createHash('sha256').update(any.value).digest('hex')}`;

describe("databases that containerd's own packages wrote hold what those packages list", () => {
  const metadata = readContainerdMetadata(containerdDatabase('written/meta.db.gz'));
  const native = readSnapshotStore(containerdDatabase('written/native.db.gz'));

  it('namespaces with their labels', () => {
    expectSame(
      metadata.namespaces.map(({ name, labels }) => ({ name, labels })),
      'namespace',
    );
  });

  it('images', () => {
    expectSame(
      metadata.images.map((row) => without(row, 'whole')),
      'image',
    );
  });

  it('containers, with runtime options, configuration and extensions', () => {
    const mine = metadata.containers.map((row) => ({
      ...without(row, 'whole', 'sandboxId'),
      runtimeOptions: hexOf(row.runtimeOptions),
      spec: hashOf(row.spec),
      extensions: Object.fromEntries(Object.entries(row.extensions).map(([name, any]) => [name, hexOf(any)])),
    }));
    expectSame(mine, 'container');
  });

  it('blobs, and those that are being written', () => {
    expectSame(
      metadata.blobs.map((row) => without(row, 'whole')),
      'blob',
    );
    expectSame(
      metadata.ingests.map(({ namespace, reference }) => ({ namespace, reference })),
      'ingest',
    );
    // Only an ingest that no lease keeps expires.
    const kept = new Set(metadata.leases.flatMap((l) => l.resources.map((r) => `${l.namespace} ${r.id}`)));
    for (const { namespace, reference, ref, expireAt } of metadata.ingests) {
      expect(ref).toMatch(new RegExp(`^${namespace}/\\d+/${reference}$`));
      expect(isAbsent(expireAt)).toBe(kept.has(`${namespace} ${reference}`));
    }
    expect(kept.has('alpha unfinished 0') && !kept.has('alpha unfinished 1')).toBe(true);
  });

  it('leases, with everything that they keep', () => {
    const mine = metadata.leases.map((row) => ({
      ...without(row, 'whole'),
      resources: row.resources.map((r) => `${r.snapshotter ? `snapshots/${r.snapshotter}` : r.type} ${r.id}`),
    }));
    expect(sorted(mine)).toEqual(sorted(said('lease')));
    expect(metadata.leases.some((l) => new Set(l.resources.map((r) => r.type)).size === 3)).toBe(true);
  });

  it('snapshots, as the namespaces see them and as the snapshotter does', () => {
    const mine = metadata.snapshots.map(({ namespace, key, parent, name, labels, createdAt, updatedAt }) => ({
      namespace,
      key,
      parent,
      kind: native.snapshots.find((s) => s.key === name)!.kind,
      // containerd merges the labels of both sides when it lists.
      labels: { ...native.snapshots.find((s) => s.key === name)!.labels, ...labels },
      createdAt,
      updatedAt,
    }));
    expectSame(mine, 'snapshot');
    const stored = native.snapshots.map((row) =>
      without(row, 'whole', 'id', ...(isAbsent(row.inodes) ? ['inodes', 'size'] : [])),
    );
    expectSame(stored, 'stored');
    expect(new Set(native.snapshots.map((s) => s.kind))).toEqual(new Set(['active', 'committed', 'view']));
  });

  it('devices of the devmapper snapshotter in each of their states (T-29)', () => {
    const store = readDevmapperStore(containerdDatabase('written/devmapper.db.gz'));
    const mine = store.devices.map((d) => ({ ...d, state: d.state === 'Unknown' ? 'unknown 0' : d.state }));
    expectSame(mine, 'device');
    expect([store.hasSchema, store.unreadableDevices, store.whole]).toEqual([true, [], true]);
    expect(store.deviceIds.find((d) => d.id === 13)?.state).toBe('free');
    expect(store.deviceIds.filter((d) => d.state === 'faulty').map((d) => d.id)).toEqual([14]);
    const stuck = store.devices.filter((d) => !isAbsent(d.state) && unfinishedStates.has(d.state));
    expect(stuck.map((d) => d.name).sort()).toEqual([1, 11, 3, 5, 7, 9].map((n) => `pool-snap-${n}`));
  });

  it('and one kind of database does not pass for another', () => {
    expect(readDevmapperStore(containerdDatabase('written/native.db.gz')).hasSchema).toBe(false);
    expect(readSnapshotStore(containerdDatabase('written/devmapper.db.gz')).hasSchema).toBe(false);
    const none = readContainerdMetadata(containerdDatabase('written/devmapper.db.gz'));
    expect(none).toMatchObject({ schemaVersion: { absent: 'not-applicable' }, namespaces: [] });
  });
});

describe('labels', () => {
  it('name what an object keeps, whatever follows to tell them apart', () => {
    const references = gcReferences({
      'containerd.io/gc.ref.content': 'a',
      'containerd.io/gc.ref.content.l.0': 'b',
      'containerd.io/gc.ref.content/0': 'c',
      'containerd.io/gc.ref.contents': 'no',
      'containerd.io/gc.ref.image.x': 'd',
      'containerd.io/gc.ref.snapshot.overlayfs': 'e',
      'containerd.io/gc.ref.snapshot.overlayfs/1': 'f',
      'containerd.io/gc.root': 'no',
    });
    expect(references.map((r) => `${r.type} ${r.snapshotter} ${r.id}`)).toEqual([
      'content  a',
      'content  b',
      'content  c',
      'image  d',
      'snapshot overlayfs e',
      'snapshot overlayfs f',
    ]);
  });

  it('say where a blob can be pulled again', () => {
    expect(distributionSources({ 'containerd.io/distribution.source.r.test': 'a/b,c/d', other: '' })).toEqual([
      { registry: 'r.test', repositories: ['a/b', 'c/d'] },
    ]);
  });
});
