import { isAbsent, notApplicable, unreadable } from '#shared/base/absent.ts';
import type { ContainerdContainer } from '#shared/containerd-metadata/rows.ts';
import type { ContainerdDatabases } from '#shared/model/build/layers/databases.ts';
import type { Container } from '#shared/model/container.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { OverlayMount, StoredLayer } from '#shared/model/layers.ts';
import type { Mount } from '#shared/model/mount.ts';

/**
 * Each container with its read-write layer: first by the overlay that is mounted on its root filesystem, which is what the
 * kernel uses, else by what its engine wrote down. Containers that only containerd's database knows are added.
 */
export function withLayers(
  containers: readonly Container[],
  databases: ContainerdDatabases,
  layers: readonly StoredLayer[],
  overlays: readonly OverlayMount[],
  mounts: readonly Mount[],
  tasksRead: boolean,
): readonly Container[] {
  const booked = containersInDatabases(databases);
  const known = new Set(containers.map((c) => bookKey(c)));
  const byKey = new Set(layers.map((l) => l.key));
  const byName = layersByName(layers);
  const mounted = upperByMountPoint(overlays, mounts);
  const layerOf = (c: Container, book: Booked | undefined): string | null => {
    const onRootfs = isAbsent(c.rootfsPath) ? undefined : mounted.get(c.rootfsPath);
    if (onRootfs) return onRootfs;
    if (book) {
      const store = `${book.root}/io.containerd.snapshotter.v1.${book.row.snapshotter}`;
      return byName.get(`${store}#${book.row.namespace}#${book.row.snapshotKey}`) ?? null;
    }
    if (isAbsent(c.mountId)) return null;
    const drivers = c.runtime === 'docker' ? [isAbsent(c.storageDriver) ? '' : c.storageDriver] : ['overlay', 'vfs'];
    return drivers.map((d) => `${c.engineRoot}/${d}#${c.mountId as string}`).find((key) => byKey.has(key)) ?? null;
  };
  const joined = containers.map((c): Container => {
    const books = booked.get(bookKey(c)) ?? [];
    const book = books.length === 1 ? books[0] : undefined;
    const isOwn = book !== undefined && c.runtime === 'containerd';
    const row: Container = isOwn ? { ...c, mountId: book.row.snapshotKey, storageDriver: book.row.snapshotter } : c;
    const layer = layerOf(row, book);
    return layer === null ? row : { ...row, layer };
  });
  const added = [...booked.values()].flat().flatMap(({ root, evidence, row }): Container[] => {
    // docker's own containers are joined by their id; what is in `moby` without docker's files is docker's all the same.
    if (row.namespace === 'moby' || known.has(`${row.namespace}/${row.id}`)) return [];
    const c = fromDatabase(root, evidence, row, tasksRead);
    const layer = layerOf(c, { root, evidence, row });
    return [layer === null ? c : { ...c, layer }];
  });
  return [...joined, ...added];
}

interface Booked {
  readonly root: string;
  readonly evidence: string;
  readonly row: ContainerdContainer;
}

function containersInDatabases(databases: ContainerdDatabases): ReadonlyMap<string, readonly Booked[]> {
  const all = databases.metadata.flatMap(({ root, evidence, rows }) =>
    isAbsent(rows) ? [] : rows.containers.map((row): Booked => ({ root, evidence, row })),
  );
  return groupBy(all, ({ row }) => `${row.namespace}/${row.id}`);
}

const bookKey = (c: Container): string => `${c.runtime === 'docker' ? 'moby' : c.runtimeNamespace}/${c.id}`;

const layersByName = (layers: readonly StoredLayer[]): ReadonlyMap<string, string> =>
  new Map(layers.flatMap((l) => l.names.map((n) => [`${l.store}#${n.namespace}#${n.name}`, l.key] as const)));

/** Upper layer of the overlay that stands at a path; where several are stacked the last one. */
function upperByMountPoint(overlays: readonly OverlayMount[], mounts: readonly Mount[]): ReadonlyMap<string, string> {
  const uppers = new Map(overlays.flatMap((o) => (o.upperLayer === null ? [] : [[o.device, o.upperLayer] as const])));
  return new Map(
    mounts.flatMap(({ shape }) => {
      const upper = shape.fsType === 'overlay' ? uppers.get(shape.device) : undefined;
      return upper === undefined ? [] : [[shape.mountPoint, upper] as const];
    }),
  );
}

const shortName = (id: string) => (/^[0-9a-f]{64}$/.test(id) ? id.slice(0, 12) : id);

/** A container without a task: it ended, was made and not started, or its task was lost with a restart. */
function fromDatabase(root: string, evidence: string, row: ContainerdContainer, tasksRead: boolean): Container {
  const { labels } = row;
  const isSandbox = labels['io.cri-containerd.kind'] === 'sandbox';
  const name = isSandbox ? labels['io.kubernetes.pod.name'] : labels['io.kubernetes.container.name'];
  const noTask = unreadable('it has no task, and only the database names it');
  const noDevice = notApplicable('no thin device of docker');
  return {
    id: row.id,
    name: name || shortName(row.id),
    runtime: 'containerd',
    runtimeNamespace: row.namespace,
    engineRoot: root,
    state: tasksRead ? 'exited' : 'unknown',
    stateText: tasksRead ? 'in the database, without a task' : 'only the database names it',
    createdAt: row.createdAt,
    finishedAt: noTask,
    pid: null,
    image: row.image || unreadable('the database names no image'),
    podUid: labels['io.kubernetes.pod.uid'] || null,
    isSandbox,
    volumes: noTask,
    rootfsPropagation: noTask,
    mountId: row.snapshotKey || noTask,
    thinDeviceId: noDevice,
    dmName: noDevice,
    storageDriver: row.snapshotter || noTask,
    rootfsPath: noTask,
    shmPath: noTask,
    source: { evidence, line: 0, bucket: `v1/${row.namespace}/containers/${row.id}` },
  };
}
