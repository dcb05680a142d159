import { isAbsent, present } from '#shared/base/absent.ts';
import type { Container } from '#shared/model/container.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LayerStore, OverlayMount, StoredImage, StoredLayer } from '#shared/model/layers.ts';

/** The lookups that questions about layers need; made once per model. */
export interface LayerIndex {
  readonly model: HostModel;
  readonly layers: ReadonlyMap<string, StoredLayer>;
  readonly stores: ReadonlyMap<string, LayerStore>;
  /** Layers that stand directly on a layer, by its key. */
  readonly above: ReadonlyMap<string, readonly StoredLayer[]>;
  /** Overlays that have a layer as a lower or as upper, by its key. */
  readonly overlays: ReadonlyMap<string, readonly OverlayMount[]>;
  /** Containers by the key of their read-write layer. */
  readonly containers: ReadonlyMap<string, readonly Container[]>;
  /** Images by the key of each of their layers. */
  readonly images: ReadonlyMap<string, readonly StoredImage[]>;
  /** Keys of an image's layers, lowest first, those that are unpacked. */
  readonly layersOfImage: (image: StoredImage) => readonly string[];
  /** Digests of the blobs that a layer is unpacked from, by diff id. */
  readonly blobsOfDiff: ReadonlyMap<string, readonly string[]>;
}

const indexes = new WeakMap<HostModel, LayerIndex>();

export function layerIndexOf(model: HostModel): LayerIndex {
  const known = indexes.get(model);
  if (known) return known;
  const named = new Map<string, string>();
  for (const layer of model.storedLayers) {
    const store = model.layerStores.find((s) => s.path === layer.store);
    if (layer.role !== 'layer' || store === undefined) continue;
    const namespaces = store.kind === 'containerd' ? layer.names.map((n) => n.namespace) : [null];
    for (const namespace of namespaces)
      named.set(nameKey(store.engineRoot, namespace, present(layer.chainId) ?? ''), layer.key);
  }
  const layersOfImage = (image: StoredImage): readonly string[] =>
    isAbsent(image.layers)
      ? []
      : image.layers.flatMap((l) => named.get(nameKey(image.engineRoot, image.namespace, l.chainId)) ?? []);
  const index: LayerIndex = {
    model,
    layers: new Map(model.storedLayers.map((l) => [l.key, l])),
    stores: new Map(model.layerStores.map((s) => [s.path, s])),
    above: groupBy(model.storedLayers, (l) => present(l.parent) ?? ''),
    overlays: manyBy(model.overlays, (o) => [...o.lowerLayers, o.upperLayer].filter((k) => k !== null)),
    containers: groupBy(
      model.containers.filter((c) => c.layer !== undefined && !isAbsent(c.layer)),
      (c) => c.layer as string,
    ),
    images: manyBy(model.storedImages, layersOfImage),
    layersOfImage,
    blobsOfDiff: blobsOfDiff(model),
  };
  indexes.set(model, index);
  return index;
}

const nameKey = (root: string, namespace: string | null, chainId: string): string => `${root}#${namespace}#${chainId}`;

function manyBy<V>(rows: readonly V[], keys: (row: V) => readonly string[]): ReadonlyMap<string, readonly V[]> {
  const map = new Map<string, V[]>();
  for (const row of rows) {
    for (const key of new Set(keys(row))) {
      const list = map.get(key);
      if (list) list.push(row);
      else map.set(key, [row]);
    }
  }
  return map;
}

function blobsOfDiff({ storedImages }: HostModel): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, Set<string>>();
  for (const { layers } of storedImages) {
    if (isAbsent(layers)) continue;
    for (const { blob, diffId } of layers) {
      if (isAbsent(blob)) continue;
      const set = map.get(diffId) ?? new Set<string>();
      map.set(diffId, set.add(blob));
    }
  }
  return new Map([...map].map(([diffId, blobs]) => [diffId, [...blobs]]));
}

/** The layers below one, from itself down to the lowest; it ends early where a parent is not known. */
export function stackBelow(index: LayerIndex, key: string): readonly StoredLayer[] {
  const stack: StoredLayer[] = [];
  const seen = new Set<string>();
  for (let at: string | null = key; at !== null && !seen.has(at); ) {
    seen.add(at);
    const layer = index.layers.get(at);
    if (layer === undefined) break;
    stack.push(layer);
    at = present(layer.parent);
  }
  return stack;
}

/** Every layer that stands on one, at any height, itself first. */
export function layersOnTop(index: LayerIndex, key: string): readonly StoredLayer[] {
  const found: StoredLayer[] = [];
  const seen = new Set<string>();
  const pending = [key];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const layer = index.layers.get(at);
    if (seen.size === seen.add(at).size || layer === undefined) continue;
    found.push(layer);
    for (const next of index.above.get(at) ?? []) pending.push(next.key);
  }
  return found;
}
