import { describe, expect, it } from 'vitest';
import { openBolt } from '#shared/bbolt/open-bolt.ts';
import { readDevmapperStore } from '#shared/containerd-metadata/devmapper-store.ts';
import { readContainerdMetadata } from '#shared/containerd-metadata/read-metadata.ts';
import { readSnapshotStore } from '#shared/containerd-metadata/snapshot-store.ts';
import { lostUnder, storeLimits } from '#shared/containerd-metadata/store.ts';
import { type BucketSpec, boltFile } from '#test/builders/bolt-file.ts';
import { openSound } from '#test/shared/bbolt/listing.ts';

const of = (entries: Record<string, string | Uint8Array | BucketSpec>): BucketSpec => ({
  entries: Object.entries(entries),
});
const snapshot = (name: string) => of({ name, parent: '' });
const chain = (i: number) => `sha256:${`${i}`.padStart(64, '0')}`;
const many = (namespace: string, count: number) =>
  of(
    Object.fromEntries(Array.from({ length: count }, (_, i) => [chain(i), snapshot(`${namespace}/${i}/${chain(i)}`)])),
  );

/** Two namespaces with 200 snapshots each. */
const file = boltFile(
  of({
    v1: of({
      one: of({ snapshots: of({ overlayfs: many('one', 200) }), images: of({}) }),
      two: of({ snapshots: of({ overlayfs: many('two', 200) }) }),
    }),
  }),
);

/** A leaf of the snapshots of `two`, gone. */
function damaged() {
  const broken = Buffer.from(file);
  const page = Math.floor(broken.indexOf(`two/100/`) / 4096);
  broken.fill(0, page * 4096, (page + 1) * 4096);
  return broken;
}

describe('a database with damage', () => {
  const metadata = readContainerdMetadata(openSound(damaged()));

  it('keeps all other rows', () => {
    const count = (namespace: string) => metadata.snapshots.filter((s) => s.namespace === namespace).length;
    expect([count('one'), count('two') > 150, count('two') < 200, metadata.whole]).toEqual([200, true, true, false]);
    expect(metadata.damage).toMatchObject([
      { bucket: ['v1', 'two', 'snapshots', 'overlayfs'], what: 'id', lost: true },
    ]);
  });

  it('tells what may be missing from what is not there', () => {
    expect(lostUnder(metadata, 'v1', 'two', 'snapshots', 'overlayfs')).toMatchObject({ what: 'id' });
    expect(lostUnder(metadata, 'v1', 'two')).not.toBeNull();
    expect(lostUnder(metadata)).not.toBeNull();
    expect(lostUnder(metadata, 'v1', 'one')).toBeNull();
    expect(lostUnder(metadata, 'v1', 'one', 'snapshots', 'overlayfs')).toBeNull();
    expect(lostUnder(metadata, 'v1', 'two', 'snapshots', 'native')).toBeNull();
    expect(lostUnder({ ...metadata, moreDamage: 3 }, 'v1', 'one')).toMatchObject({ what: 'limit' });
  });

  it('says of a bucket above what is asked for that it may have held it', () => {
    const broken = Buffer.from(file);
    const page = Math.floor(broken.lastIndexOf('overlayfs') / 4096);
    broken.writeUInt32LE(0xffff, page * 4096);
    const read = readContainerdMetadata(openSound(broken));
    expect(read.damage).toHaveLength(1);
    const [namespace] = read.damage[0]!.bucket.slice(1);
    expect(lostUnder(read, 'v1', namespace!, 'snapshots', 'overlayfs')).not.toBeNull();
    expect(lostUnder(read, 'v1', namespace === 'one' ? 'two' : 'one', 'snapshots', 'overlayfs')).toBeNull();
  });

  it('says of a row whose labels are gone that it is not whole, and of its numbers that they may be lost', () => {
    const inner = boltFile(
      of({ v1: of({ n: of({ content: of({ blob: of({ d: of({ labels: of({ a: 'b' }) }) }) }) }) }) }),
      {
        noInline: true,
      },
    );
    const at = Math.floor(inner.indexOf('labels') / 4096) * 4096;
    const withoutRow = Buffer.from(inner);
    withoutRow.fill(0, at, at + 4096);
    expect(readContainerdMetadata(openSound(withoutRow)).blobs).toMatchObject([
      { digest: 'd', whole: false, labels: {}, size: { absent: 'unreadable' }, createdAt: { absent: 'unreadable' } },
    ]);
    const labels = Buffer.from(inner);
    const page = Array.from({ length: inner.length / 4096 }, (_, i) => i).find((i) =>
      inner.subarray(i * 4096, i * 4096 + 40).includes('ab'),
    )!;
    labels.fill(0, page * 4096, (page + 1) * 4096);
    expect(readContainerdMetadata(openSound(labels)).blobs).toMatchObject([
      { digest: 'd', whole: false, labels: {}, size: { absent: 'not-applicable' } },
    ]);
  });

  it('with more rows than are taken says so', () => {
    const read = readContainerdMetadata(openSound(file), { ...storeLimits, rows: 50 });
    expect([read.whole, read.damage.at(-1)!.what]).toEqual([false, 'limit']);
    expect(read.snapshots.length).toBeLessThan(50);
    expect(lostUnder(read, 'v1', 'two')).not.toBeNull();
    const devices = of({ devices: of({ a: '{}', b: '{}', c: '{}' }) });
    const few = readDevmapperStore(openSound(boltFile(devices)), { ...storeLimits, rows: 2 });
    expect([few.devices.length, few.whole, few.damage.at(-1)!.what]).toEqual([2, false, 'limit']);
    const texts = readContainerdMetadata(openSound(file), { ...storeLimits, texts: 100 });
    expect([texts.whole, texts.damage.at(-1)!.what]).toEqual([false, 'limit']);
  });
});

describe('constructed databases', () => {
  it('of containerd 1.7 and later hold sandboxes beside v1, and those that stand below it are read too', () => {
    const sandbox = of({
      runtime: of({ name: 'io.containerd.runc.v2' }),
      sandboxer: 'podsandbox',
      labels: of({ k: 'v' }),
    });
    const root = of({
      'k8s.io': of({ sandboxes: of({ a: sandbox }) }),
      v1: of({
        'k8s.io': of({ sandboxes: of({ b: sandbox }), containers: of({ c: of({ sandboxid: 'a' }) }) }),
        version: Uint8Array.of(8),
      }),
    });
    const read = readContainerdMetadata(openSound(boltFile(root)));
    expect(read.sandboxes).toMatchObject([
      { id: 'b', namespace: 'k8s.io', runtime: 'io.containerd.runc.v2', sandboxer: 'podsandbox', labels: { k: 'v' } },
      { id: 'a', namespace: 'k8s.io' },
    ]);
    expect(read.containers).toMatchObject([{ sandboxId: 'a', spec: { absent: 'not-applicable' } }]);
    expect([read.schemaVersion, read.namespaces.map((n) => n.name)]).toEqual([4, ['k8s.io']]);
  });

  it('with names that mean something to JavaScript, or are no UTF-8, keep them', () => {
    const labels: BucketSpec = {
      entries: [
        ['__proto__', 'polluted'],
        ['constructor', 'c'],
        [Uint8Array.of(0xff), 'bytes'],
      ],
    };
    const root = of({ v1: of({ x__proto__: of({}), n: of({ images: of({ '‮evil<b>\n': of({ labels }) }) }) }) });
    const [image] = readContainerdMetadata(openSound(boltFile(root))).images;
    expect([image!.name, Object.entries(image!.labels)]).toEqual([
      '‮evil<b>\n',
      [
        ['__proto__', 'polluted'],
        ['constructor', 'c'],
        ['\udcff', 'bytes'],
      ],
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('with values of the wrong kind give absent fields, not exceptions', () => {
    const odd = of({
      createdat: 'x',
      size: '',
      target: 'no bucket',
      labels: 'no bucket',
      runtime: of({ name: of({}) }),
    });
    const root = of({
      v1: of({
        n: of({
          images: of({ i: odd }),
          containers: of({ c: odd }),
          content: of({ blob: of({ b: odd }) }),
          snapshots: of({ s: of({ k: odd }) }),
          leases: of({ l: of({ content: 'x', snapshots: of({ x: 'y' }) }) }),
        }),
        labels: 'x',
      }),
    });
    const read = readContainerdMetadata(openSound(boltFile(root)));
    expect(read.images).toMatchObject([
      { createdAt: { absent: 'unparsable' }, target: { digest: '', size: { absent: 'not-applicable' } } },
    ]);
    expect(read.containers).toMatchObject([{ runtime: '', runtimeOptions: { absent: 'not-applicable' } }]);
    expect(read.blobs).toMatchObject([{ size: { absent: 'unparsable' }, labels: {} }]);
    expect(read.leases).toMatchObject([{ resources: [] }]);
  });

  it('of a snapshotter know kinds beyond the known as unknown, and links that are none are left out', () => {
    const row = (kind: number) => of({ id: Uint8Array.of(kind + 1), kind: Uint8Array.of(kind) });
    const root = of({
      v1: of({
        snapshots: { entries: [0, 1, 2, 3, 4, 9].map((k) => [`${k}`, row(k)]), sequence: 12 },
        parents: {
          entries: [
            [Uint8Array.of(1, 0, 2), 'x'],
            ['bad', 'y'],
          ],
        },
      }),
    });
    const store = readSnapshotStore(openSound(boltFile(root)));
    expect(store.snapshots.map((s) => s.kind)).toEqual([
      'unknown',
      'view',
      'active',
      'committed',
      'snapshot',
      'unknown',
    ]);
    expect([store.lastId, store.parents]).toEqual([12, [{ parentId: 1, childId: 2, childKey: 'x' }]]);
  });

  it('of devices with values that are no JSON name them', () => {
    const root = of({
      devices: of({ a: '{"state":99,"device_id":3}', b: '[', c: '"x"' }),
      device_ids: of({ '1': Uint8Array.of(9), x: 'y' }),
    });
    const store = readDevmapperStore(openSound(boltFile(root)));
    expect(store.devices).toMatchObject([
      { name: 'a', deviceId: 3, state: { absent: 'unparsable' }, size: { absent: 'not-applicable' } },
    ]);
    expect([store.unreadableDevices, store.deviceIds]).toEqual([['b', 'c'], [{ id: 1, state: 'unknown' }]]);
  });

  it('that are empty are whole, and have no schema', () => {
    const opened = openBolt(boltFile({ entries: [] }));
    if (!opened.ok) throw new Error('not opened');
    expect(readSnapshotStore(opened.value)).toMatchObject({ hasSchema: false, whole: true, snapshots: [], lastId: 0 });
  });
});
