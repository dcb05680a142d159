import { type Absent, isAbsent, notApplicable, present, unreadable } from '#shared/base/absent.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { chainIds } from '#shared/model/build/layers/chain-ids.ts';
import { configurationOf, type ImageJson } from '#shared/model/build/layers/content.ts';
import type { FolderFacts } from '#shared/model/build/layers/folders.ts';
import { layerKey, layerRefs, noBlob, strayLayers } from '#shared/model/build/layers/layer-parts.ts';
import type { Container } from '#shared/model/container.ts';
import type { Image, ImageLayer } from '#shared/model/docker-storage.ts';
import { firstBy } from '#shared/model/group-by.ts';
import type { LayerStore, StoredImage, StoredLayer } from '#shared/model/layers.ts';

export interface StoreTables {
  readonly layerStores: readonly LayerStore[];
  readonly storedLayers: readonly StoredLayer[];
  readonly storedImages: readonly StoredImage[];
}

const overlayDrivers = new Set(['overlay2', 'overlay', 'fuse-overlayfs']);

/** docker's overlay2: image layers under their cache id, read-write layers under their mount id, each with its init layer. */
export function buildDockerLayers(
  evidence: Evidence,
  folders: FolderFacts,
  docker: {
    readonly layers: readonly ImageLayer[];
    readonly images: readonly Image[];
    readonly containers: readonly Container[];
    readonly content: ImageJson;
  },
): StoreTables {
  const layerStores = dockerStores(evidence, folders, docker);
  const storedLayers = layerStores.flatMap((store) => {
    const layers = docker.layers.filter((l) => l.engineRoot === store.engineRoot && l.driver === store.driver);
    const own = docker.containers.filter(
      (c) => c.runtime === 'docker' && c.engineRoot === store.engineRoot && present(c.storageDriver) === store.driver,
    );
    const known = [...imageLayers(store, layers, folders), ...containerLayers(store, own, layers, folders)];
    const unique = [...firstBy(known, (l) => l.key).values()];
    const ids = new Set(unique.map((l) => l.id));
    return [...unique, ...strayLayers(store, ids, folders, (id) => `${store.path}/${id}/diff`)];
  });
  const roots = new Set(layerStores.map((s) => s.engineRoot));
  return {
    layerStores,
    storedLayers,
    storedImages: docker.images.filter((i) => roots.has(i.engineRoot)).map((i) => storedImage(i, docker.content)),
  };
}

function dockerStores(
  evidence: Evidence,
  folders: FolderFacts,
  { layers, containers }: { readonly layers: readonly ImageLayer[]; readonly containers: readonly Container[] },
): readonly LayerStore[] {
  const stores = new Map<string, LayerStore>();
  const add = (engineRoot: string, driver: string, source: LayerStore['source']): void => {
    const path = `${engineRoot}/${driver}`;
    if (!overlayDrivers.has(driver) || stores.has(path)) return;
    const foldersRead = folders.read(path);
    stores.set(path, {
      path,
      kind: 'docker',
      engineRoot,
      driver,
      foldersRead,
      databaseRead: booksRead(evidence),
      source,
    });
  };
  for (const { engineRoot, driver, source } of layers) add(engineRoot, driver, source);
  for (const c of containers) if (c.runtime === 'docker') add(c.engineRoot, present(c.storageDriver) ?? '', c.source);
  for (const path of folders.stores) {
    const match = /^(.*)\/(overlay2)$/s.exec(path);
    const [first] = folders.layersOf(path);
    if (match && first) add(match[1]!, match[2]!, first.source);
  }
  return [...stores.values()];
}

/** Image layers and read-write layers are two books; an id that is in neither is an orphan only when both were read. */
function booksRead(evidence: Evidence): true | Absent {
  for (const id of ['docker-images/layers', 'docker-containers/layers']) {
    const end = evidence.records.get(id)?.end.kind;
    if (end !== 'complete' && end !== 'not-applicable') return evidence.absence(id);
  }
  return true;
}

function imageLayers(store: LayerStore, layers: readonly ImageLayer[], folders: FolderFacts): readonly StoredLayer[] {
  const cacheIdOf = new Map(layers.map((l) => [l.chainId, present(l.cacheId)]));
  return layers.flatMap((layer): StoredLayer[] => {
    const id = present(layer.cacheId);
    if (id === null) return [];
    const below = layer.parent === null ? null : (cacheIdOf.get(layer.parent) ?? undefined);
    const folder = `${store.path}/${id}/diff`;
    return [
      {
        key: layerKey(store.path, id),
        store: store.path,
        id,
        role: 'layer',
        names: [{ namespace: null, name: layer.chainId, source: layer.source }],
        chainId: layer.chainId,
        diffId: layer.diffId,
        parent:
          below === undefined
            ? unreadable(`the layer database has no layer ${layer.parent}`)
            : below === null
              ? null
              : layerKey(store.path, below),
        createdAt: folders.timeOf(store.path, id),
        inDatabase: true,
        leases: [],
        remote: false,
        folder,
        folderPresent: folders.isThere(folder, store),
        source: layer.source,
      },
    ];
  });
}

function containerLayers(
  store: LayerStore,
  containers: readonly Container[],
  layers: readonly ImageLayer[],
  folders: FolderFacts,
): readonly StoredLayer[] {
  const cacheIdOf = new Map(layers.map((l) => [l.chainId, present(l.cacheId)]));
  return containers.flatMap((c): StoredLayer[] => {
    const mountId = present(c.mountId);
    if (mountId === null) return [];
    const initId = present(c.initId ?? null);
    const { layerParent } = c;
    const image: string | null | Absent =
      layerParent === undefined || isAbsent(layerParent)
        ? (layerParent ?? unreadable('the layer database has no entry for it'))
        : layerParent === null
          ? null
          : keyOrAbsent(store, cacheIdOf.get(layerParent) ?? null, layerParent);
    const make = (id: string, role: 'container' | 'init', parent: string | null | Absent): StoredLayer => ({
      key: layerKey(store.path, id),
      store: store.path,
      id,
      role,
      names: [{ namespace: null, name: c.id, source: c.source }],
      chainId: notApplicable('it belongs to a container'),
      diffId: notApplicable('it belongs to a container'),
      parent,
      createdAt: c.createdAt ?? folders.timeOf(store.path, id),
      inDatabase: true,
      leases: [],
      remote: false,
      folder: `${store.path}/${id}/diff`,
      folderPresent: folders.isThere(`${store.path}/${id}/diff`, store),
      source: c.source,
    });
    return [
      make(mountId, 'container', initId === null ? image : layerKey(store.path, initId)),
      ...(initId === null ? [] : [make(initId, 'init', image)]),
    ];
  });
}

const keyOrAbsent = (store: LayerStore, id: string | null, chainId: string): string | Absent =>
  id === null ? unreadable(`the layer database has no layer ${chainId}`) : layerKey(store.path, id);

function storedImage(image: Image, content: ImageJson): StoredImage {
  const blob = content.read(image.engineRoot, image.id);
  const config = blob ? configurationOf(blob.json) : null;
  const diffIds = present(image.diffIds);
  return {
    key: `${image.engineRoot}#${image.id}`,
    engineRoot: image.engineRoot,
    kind: 'docker',
    namespace: null,
    names: image.names,
    index: null,
    manifest: notApplicable('docker keeps no manifest'),
    config: image.id,
    layers:
      diffIds === null ? (image.diffIds as Absent) : layerRefs(diffIds, chainIds(diffIds), () => noBlob('docker')),
    command: config?.command ?? unreadable('its configuration was not read'),
    sources: [image.source, ...(blob ? [blob.source] : [])],
  };
}
