import type { Evidence } from '#shared/model/build/evidence.ts';
import { buildBlobs } from '#shared/model/build/layers/blobs.ts';
import { buildContainerdLayers } from '#shared/model/build/layers/containerd.ts';
import { buildContainersStorage } from '#shared/model/build/layers/containers-storage.ts';
import { readImageJson } from '#shared/model/build/layers/content.ts';
import { readDatabases } from '#shared/model/build/layers/databases.ts';
import { buildSnapshotterDevices } from '#shared/model/build/layers/devmapper.ts';
import { buildDockerLayers } from '#shared/model/build/layers/docker.ts';
import { readFolders, withMarks } from '#shared/model/build/layers/folders.ts';
import { withFtypes } from '#shared/model/build/layers/ftypes.ts';
import { withLayers } from '#shared/model/build/layers/layer-users.ts';
import { buildListings } from '#shared/model/build/layers/listings.ts';
import { buildOverlays } from '#shared/model/build/layers/overlays.ts';
import { firstBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { Mount } from '#shared/model/mount.ts';

type LayerTables = Pick<
  HostModel,
  | 'layerStores'
  | 'storedLayers'
  | 'storedImages'
  | 'contentBlobs'
  | 'overlays'
  | 'folderListings'
  | 'blobListings'
  | 'containers'
  | 'snapshotterDevices'
>;

type Before = Pick<HostModel, 'containers' | 'daemons' | 'imageLayers' | 'images' | 'snapshotters'> & {
  /** Of file system type overlay, in every namespace. */
  readonly overlayMounts: readonly Mount[];
};

/** Layers of containerd, docker's overlay2 and containers/storage, the overlays made of them, and who writes on top. */
export function buildLayers(evidence: Evidence, before: Before): LayerTables {
  const folders = readFolders(evidence);
  const databases = readDatabases(evidence);
  const content = readImageJson(evidence);
  const tables = [
    buildContainerdLayers(databases, folders, content, before.snapshotters),
    buildDockerLayers(evidence, folders, {
      layers: before.imageLayers,
      images: before.images,
      containers: before.containers,
      content,
    }),
    buildContainersStorage(evidence, folders, content, before.containers),
  ];
  const layerStores = withFtypes(evidence, [
    ...firstBy(
      tables.flatMap((t) => t.layerStores),
      (s) => s.path,
    ).values(),
  ]);
  const storedLayers = [
    ...firstBy(
      tables.flatMap((t) => t.storedLayers),
      (l) => l.key,
    ).values(),
  ].map((l) => withMarks(l, folders));
  const overlays = buildOverlays(before.overlayMounts, folders.links, storedLayers, before.daemons);
  const tasksRead = evidence.records.get('containerd-containers/config')?.end.kind === 'complete';
  return {
    layerStores,
    storedLayers,
    storedImages: [
      ...firstBy(
        tables.flatMap((t) => t.storedImages),
        (i) => i.key,
      ).values(),
    ],
    contentBlobs: buildBlobs(evidence, databases),
    overlays,
    ...buildListings(evidence, storedLayers),
    ...buildSnapshotterDevices(databases),
    containers: withLayers(before.containers, databases, storedLayers, overlays, before.overlayMounts, tasksRead),
  };
}
