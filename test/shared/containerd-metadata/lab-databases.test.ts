import { describe, expect, it } from 'vitest';
import { gcReferences, uncompressedDigest } from '#shared/containerd-metadata/label-meanings.ts';
import { readContainerdMetadata } from '#shared/containerd-metadata/read-metadata.ts';
import { readSnapshotStore, type SnapshotStore } from '#shared/containerd-metadata/snapshot-store.ts';
import { lostUnder } from '#shared/containerd-metadata/store.ts';
import { cells, ctrSections, humanSize, labelText, sortedLabels } from '#test/shared/containerd-metadata/ctr.ts';
import { containerdDatabase, containerdFile } from '#test/shared/containerd-metadata/fixtures.ts';

const listing = containerdFile('lab-broken/ctr.txt.gz').toString();
const metadata = readContainerdMetadata(containerdDatabase('lab-broken/meta.db.gz'));
const overlayfs = readSnapshotStore(containerdDatabase('lab-broken/overlayfs.db.gz'));

const daemons = [
  { socket: '/run/containerd/containerd.sock', metadata, store: overlayfs, namespaces: ['default', 'k8s.io', 'moby'] },
  {
    socket: '/run/containerd-lvm/containerd.sock',
    metadata: readContainerdMetadata(containerdDatabase('lab-broken/lvm-meta.db.gz')),
    store: null as SnapshotStore | null,
    namespaces: ['moby'],
  },
];

describe.each(daemons)('the databases of $socket agree with ctr', ({ socket, metadata: read, store, namespaces }) => {
  const sections = ctrSections(listing, socket);

  it('in its namespaces', () => {
    const lines = read.namespaces.map((n) => [n.name, labelText(n.labels)].join(' '));
    expect(lines).toEqual(sections.get('namespaces')!.map((line) => `${line.trim()} -`));
    expect(read.namespaces.map((n) => n.name)).toEqual(namespaces);
    expect([read.whole, read.damage, read.schemaVersion]).toEqual([true, [], 3]);
  });

  it.each(namespaces)('in the images of %s', (namespace) => {
    const mine = read.images
      .filter((i) => i.namespace === namespace)
      .map((i) => [i.name, i.target.mediaType, i.target.digest, labelText(i.labels)]);
    const theirs = sections.get(`${namespace} images ls`)!.map((line) => {
      const row = cells(line);
      return [row[0], row[1], row[2], sortedLabels(row.at(-1)!)];
    });
    expect(mine).toEqual(theirs);
  });

  it.each(namespaces)('in the containers of %s', (namespace) => {
    const mine = read.containers.filter((c) => c.namespace === namespace).map((c) => [c.id, c.image || '-', c.runtime]);
    expect(mine).toEqual(sections.get(`${namespace} containers ls`)!.map(cells));
  });

  it.each(namespaces)('in the snapshots of %s, with their kind out of the database of overlayfs', (namespace) => {
    const mine = read.snapshots
      .filter((s) => s.namespace === namespace && s.snapshotter === 'overlayfs')
      .map((s) =>
        [s.key, s.parent, store!.snapshots.find((t) => t.key === s.name)!.kind].filter((cell) => cell !== ''),
      );
    expect(mine).toEqual(
      sections.get(`${namespace} snapshots ls`)!.map((line) => {
        const row = cells(line);
        return [...row.slice(0, -1), row.at(-1)!.toLowerCase()];
      }),
    );
  });

  it.each(namespaces)('in the tree of snapshots of %s', (namespace) => {
    const rows = read.snapshots.filter((s) => s.namespace === namespace);
    const lines: string[] = [];
    const grow = (key: string, depth: number) => {
      lines.push(`${depth === 0 ? ' ' : `${'  '.repeat(depth)}\\_ `}${key}`);
      for (const child of rows.filter((s) => s.parent === key)) grow(child.key, depth + 1);
    };
    for (const root of rows.filter((s) => s.parent === '')) grow(root.key, 0);
    expect(lines.sort()).toEqual([...sections.get(`${namespace} snapshots tree`)!].sort());
    for (const row of rows) expect(row.children).toEqual(rows.filter((s) => s.parent === row.key).map((s) => s.key));
  });

  it.each(namespaces)('in the content of %s', (namespace) => {
    const mine = read.blobs
      .filter((b) => b.namespace === namespace)
      .map((b) => [b.digest, humanSize(b.size as number), labelText(b.labels)]);
    const theirs = sections.get(`${namespace} content ls`)!.map((line) => {
      const [digest, size, , labels] = line.split(/\t+/);
      return [digest, size, sortedLabels(labels ?? '-')];
    });
    expect(mine).toEqual(theirs);
  });

  it.each(namespaces)('in the leases of %s', (namespace) => {
    expect(read.leases.filter((l) => l.namespace === namespace)).toHaveLength(
      sections.get(`${namespace} leases ls`)!.length,
    );
  });
});

describe('the databases of the lab', () => {
  it('hold that much', () => {
    const { images, containers, snapshots, blobs } = metadata;
    const lines = [...ctrSections(listing, '/run/containerd/containerd.sock')];
    const count = (command: string) =>
      lines.reduce((sum, [name, all]) => sum + (name.endsWith(command) ? all.length : 0), 0);
    const sizes = [images.length, containers.length, snapshots.length, blobs.length];
    expect(sizes).toEqual([13, 14, 92, 98]);
    expect(['images ls', 'containers ls', 'snapshots ls', 'content ls'].map(count)).toEqual(sizes);
  });

  it('agree with each other: every snapshot has one in the snapshotter, with the same parent, and no other is there', () => {
    const byKey = new Map(overlayfs.snapshots.map((s) => [s.key, s]));
    expect([...byKey.keys()].sort()).toEqual(metadata.snapshots.map((s) => s.name).sort());
    for (const snapshot of metadata.snapshots) {
      const below = metadata.snapshots.find((s) => s.namespace === snapshot.namespace && s.key === snapshot.parent);
      expect(byKey.get(snapshot.name)!.parent).toBe(below?.name ?? '');
    }
    expect(new Set(overlayfs.snapshots.map((s) => s.id)).size).toBe(overlayfs.snapshots.length);
    const links = overlayfs.parents.map((p) => [p.childKey, p.childId, byKey.get(byKey.get(p.childKey)!.parent)!.id]);
    expect(links).toEqual(overlayfs.parents.map((p) => [p.childKey, byKey.get(p.childKey)!.id, p.parentId]));
    expect(links).toHaveLength(overlayfs.snapshots.filter((s) => s.parent !== '').length);
    expect(Math.max(...overlayfs.snapshots.map((s) => s.id as number))).toBeLessThanOrEqual(overlayfs.lastId);
  });

  it('name two numbers for the one layer of pause, which each namespace unpacked for itself', () => {
    const layer = metadata.blobs.find((b) => uncompressedDigest(b.labels).startsWith('sha256:975993e9'))!;
    const chain = uncompressedDigest(layer.labels);
    const numbers = metadata.snapshots
      .filter((s) => s.key === chain)
      .map((s) => [s.namespace, overlayfs.snapshots.find((t) => t.key === s.name)!.id]);
    expect(numbers).toEqual([
      ['default', 79],
      ['k8s.io', 1],
    ]);
  });

  it('lead from an image to its configuration, its layers and its highest snapshot by their labels', () => {
    const image = metadata.images.find((i) => i.namespace === 'default' && i.name === 'registry.lab/pause:3.6')!;
    const blob = (digest: string) => metadata.blobs.find((b) => b.namespace === 'default' && b.digest === digest)!;
    const held = gcReferences(blob(image.target.digest).labels);
    expect(held.map((r) => r.type)).toEqual(['content', 'content']);
    const snapshots = held.flatMap((r) => gcReferences(blob(r.id).labels)).filter((r) => r.type === 'snapshot');
    expect(snapshots).toMatchObject([{ snapshotter: 'overlayfs', id: expect.stringMatching(/^sha256:975993e9/) }]);
  });

  it('hold the configuration of each container as JSON, and times of the day they were made', () => {
    for (const { spec, createdAt, runtimeOptions } of metadata.containers) {
      if ('absent' in spec || 'absent' in runtimeOptions) throw new Error('absent');
      expect(spec.typeUrl).toBe('types.containerd.io/opencontainers/runtime-spec/1/Spec');
      expect(JSON.parse(Buffer.from(spec.value).toString())).toMatchObject({ process: { cwd: expect.any(String) } });
      expect(runtimeOptions.typeUrl).toMatch(/^containerd\.(runc|runtime)/);
      expect(new Date(createdAt as number).toISOString()).toMatch(/^2026-11-20T18:3/);
    }
  });

  it('have lost nothing', () => {
    expect(lostUnder(metadata, 'v1')).toBeNull();
    expect(lostUnder(overlayfs)).toBeNull();
    expect(metadata.snapshots.every((s) => s.whole) && overlayfs.snapshots.every((s) => s.whole)).toBe(true);
  });
});
