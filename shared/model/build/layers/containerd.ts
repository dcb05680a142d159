import { type Absent, isAbsent, notApplicable, present, unreadable } from '#shared/base/absent.ts';
import type { ContainerdMetadata } from '#shared/containerd-metadata/containerd-metadata.ts';
import type { ContainerdSnapshot } from '#shared/containerd-metadata/rows.ts';
import type { SnapshotStore, StoredSnapshot } from '#shared/containerd-metadata/snapshot-store.ts';
import { containerdImages } from '#shared/model/build/layers/containerd-images.ts';
import type { ImageJson } from '#shared/model/build/layers/content.ts';
import type { ContainerdDatabases, DatabaseFile, SnapshotterFile } from '#shared/model/build/layers/databases.ts';
import type { StoreTables } from '#shared/model/build/layers/docker.ts';
import type { FolderFacts } from '#shared/model/build/layers/folders.ts';
import { layerKey, strayLayers } from '#shared/model/build/layers/layer-parts.ts';
import type { Snapshotter } from '#shared/model/docker-storage.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { LayerStore, StoredImage, StoredLayer } from '#shared/model/layers.ts';

/** Snapshotters that keep a layer's files in `snapshots/<id>`; of the others (devmapper, btrfs, zfs) no folder is a layer. */
const contentFolder: Readonly<Record<string, string>> = { overlayfs: '/fs', 'fuse-overlayfs': '/fs', native: '' };

/** containerd's snapshots: metadata.db numbers the folders, meta.db says which namespace calls each of them what. */
export function buildContainerdLayers(
  databases: ContainerdDatabases,
  folders: FolderFacts,
  content: ImageJson,
  snapshotters: readonly Snapshotter[],
): StoreTables {
  const metadata = new Map(databases.metadata.map((m) => [m.root, m]));
  const storedImages = databases.metadata.flatMap((m) =>
    isAbsent(m.rows) ? [] : containerdImages(m, m.rows, content),
  );
  const diffIds = diffIdsOf(storedImages);
  const layerStores: LayerStore[] = [];
  const storedLayers: StoredLayer[] = [];
  for (const own of storesOf(databases, folders, snapshotters)) {
    const { root, driver, file } = own;
    const path = `${root}/io.containerd.snapshotter.v1.${driver}`;
    const rows = file?.rows ?? databases.otherwise;
    const store: LayerStore = {
      path,
      kind: 'containerd',
      engineRoot: root,
      driver,
      foldersRead: folders.read(path),
      databaseRead: isAbsent(rows) ? rows : wholeness(rows),
      source: file ? { evidence: file.evidence, line: 0, bucket: 'v1/snapshots' } : own.source,
    };
    layerStores.push(store);
    const folderOf = (id: string) => `${path}/snapshots/${id}${contentFolder[driver]}`;
    const layers =
      isAbsent(rows) || !file ? [] : layersOf(store, file, rows, metadata.get(root), diffIds, folders, folderOf);
    storedLayers.push(...layers, ...strayLayers(store, new Set(layers.map((l) => l.id)), folders, folderOf));
  }
  return { layerStores, storedLayers, storedImages };
}

interface OwnStore {
  readonly root: string;
  readonly driver: string;
  readonly file: SnapshotterFile<SnapshotStore> | null;
  readonly source: LayerStore['source'];
}

function storesOf(
  { snapshotters: files }: ContainerdDatabases,
  folders: FolderFacts,
  snapshotters: readonly Snapshotter[],
): readonly OwnStore[] {
  const stores = new Map<string, OwnStore>();
  const add = (store: OwnStore): void => {
    const key = `${store.root}#${store.driver}`;
    if (store.driver in contentFolder && !stores.has(key)) stores.set(key, store);
  };
  for (const file of files) add({ ...file, file, source: { evidence: file.evidence, line: 0 } });
  for (const { root, name, hasDatabase, source } of snapshotters) {
    if (hasDatabase) add({ root, driver: name, file: null, source });
  }
  for (const path of folders.stores) {
    const match = /^(.*)\/io\.containerd\.snapshotter\.v1\.([^/]+)$/s.exec(path);
    const [first] = folders.layersOf(path);
    if (match && first) add({ root: match[1]!, driver: match[2]!, file: null, source: first.source });
  }
  return [...stores.values()];
}

function wholeness(rows: SnapshotStore): true | Absent {
  if (!rows.hasSchema) return unreadable('metadata.db has no bucket v1/snapshots');
  if (rows.whole) return true;
  const lost = rows.damage.find((d) => d.lost);
  return unreadable(
    `metadata.db is damaged at ${lost?.bucket.join('/') || 'its root'}: ${lost?.because ?? 'see its damage'}`,
  );
}

function layersOf(
  store: LayerStore,
  file: SnapshotterFile<SnapshotStore>,
  { snapshots }: SnapshotStore,
  metadata: DatabaseFile<ContainerdMetadata> | undefined,
  diffIds: ReadonlyMap<string, string>,
  folders: FolderFacts,
  folderOf: (id: string) => string,
): readonly StoredLayer[] {
  const known = present(metadata?.rows ?? null);
  const names = groupBy(
    (known?.snapshots ?? []).filter((s) => s.snapshotter === store.driver),
    (s) => s.name,
  );
  const leases = leasesBySnapshot(known, store.driver);
  const idOf = new Map(snapshots.flatMap((s) => (isAbsent(s.id) ? [] : [[s.key, s.id] as const])));
  const seen = new Set<string>();
  return snapshots.flatMap((row): StoredLayer[] => {
    const number = present(row.id);
    if (number === null || seen.has(String(number))) return [];
    const id = String(number);
    seen.add(id);
    const own = names.get(row.key) ?? [];
    const chainId = row.kind === 'committed' ? chainIdOf(row, own) : notApplicable('it is no image layer');
    const below = row.parent === '' ? null : idOf.get(row.parent);
    const folder = folderOf(id);
    const remote = Object.keys(row.labels).some((l) => l.startsWith('containerd.io/snapshot/remote'));
    return [
      {
        key: layerKey(store.path, id),
        store: store.path,
        id,
        role:
          row.kind === 'committed'
            ? 'layer'
            : row.kind === 'active'
              ? 'container'
              : row.kind === 'view'
                ? 'view'
                : 'unknown',
        names: own.map((s) => ({
          namespace: s.namespace,
          name: s.key,
          source: { evidence: metadata!.evidence, line: 0, bucket: bucketOf(s) },
        })),
        chainId,
        diffId: isAbsent(chainId)
          ? chainId
          : (diffIds.get(chainId) ?? unreadable('no image that was read has this layer')),
        parent:
          below === null
            ? null
            : below === undefined
              ? unreadable(`metadata.db has no snapshot ${row.parent}`)
              : layerKey(store.path, String(below)),
        createdAt: row.createdAt,
        inDatabase: true,
        leases: known
          ? own.flatMap((s) => leases.get(`${s.namespace} ${s.key}`) ?? [])
          : ((metadata?.rows as Absent) ?? unreadable('meta.db was not read')),
        remote,
        folder,
        folderPresent: folders.isThere(folder, store),
        source: { evidence: file.evidence, line: 0, bucket: `v1/snapshots/${row.key}` },
      },
    ];
  });
}

const bucketOf = (s: ContainerdSnapshot): string => `v1/${s.namespace}/snapshots/${s.snapshotter}/${s.key}`;

/** What a namespace calls it; else the end of its own key, which is the name it was committed under. */
function chainIdOf(row: StoredSnapshot, names: readonly ContainerdSnapshot[]): string | Absent {
  const name = names[0]?.key ?? row.key.replace(/^[^/]*\/\d+\//, '');
  return /^sha256:[0-9a-f]{64}$/.test(name) ? name : unreadable(`its name ${name} is no chain id`);
}

function leasesBySnapshot(metadata: ContainerdMetadata | null, driver: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { namespace, id, resources } of metadata?.leases ?? []) {
    for (const held of resources) {
      if (held.type !== 'snapshots' || held.snapshotter !== driver) continue;
      const key = `${namespace} ${held.id}`;
      found.set(key, [...(found.get(key) ?? []), id]);
    }
  }
  return found;
}

/** Diff id of each chain id, from the images: a chain id is a hash, so every image that has it agrees. */
const diffIdsOf = (images: readonly StoredImage[]): ReadonlyMap<string, string> =>
  new Map(images.flatMap((i) => (isAbsent(i.layers) ? [] : i.layers.map((l) => [l.chainId, l.diffId] as const))));
