import { isAbsent } from '#shared/base/absent.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { type LayerIndex, layerIndexOf } from '#shared/model/layers/layer-index.ts';
import type { LayerStore, OverlayMount, StoredLayer } from '#shared/model/layers.ts';

/** One layer in the three places where it can be: its engine's database, the disk, the mount tables. */
export interface LayerJoin {
  readonly layer: StoredLayer;
  readonly store: LayerStore;
  /** As the layer's row: absent where that place was not read. */
  readonly inDatabase: StoredLayer['inDatabase'];
  readonly onDisk: StoredLayer['folderPresent'];
  /** Overlays in use that have it. */
  readonly mounted: readonly OverlayMount[];
  /**
   * `missing-folder`: in the database and not on the disk; `orphan-folder`: the other way round; `orphan-snapshot`: a read-write
   * layer that no container, lease or mount uses. Null: nothing is wrong, or it cannot be told.
   */
  readonly fault: 'missing-folder' | 'orphan-folder' | 'orphan-snapshot' | null;
}

const joins = new WeakMap<HostModel, readonly LayerJoin[]>();

/** Every layer of every store, joined; made once per model. */
export function joinStores(model: HostModel): readonly LayerJoin[] {
  const known = joins.get(model);
  if (known) return known;
  const index = layerIndexOf(model);
  const made = model.storedLayers.flatMap((layer): LayerJoin[] => {
    const store = index.stores.get(layer.store);
    if (store === undefined) return [];
    const mounted = index.overlays.get(layer.key) ?? [];
    return [
      {
        layer,
        store,
        inDatabase: layer.inDatabase,
        onDisk: layer.folderPresent,
        mounted,
        fault: faultOf(index, layer, mounted),
      },
    ];
  });
  joins.set(model, made);
  return made;
}

function faultOf(index: LayerIndex, layer: StoredLayer, mounted: readonly OverlayMount[]): LayerJoin['fault'] {
  if (layer.inDatabase === true && layer.folderPresent === false) return layer.remote ? null : 'missing-folder';
  if (layer.inDatabase === false) return mounted.length === 0 ? 'orphan-folder' : null;
  return isUnused(index, layer, mounted) ? 'orphan-snapshot' : null;
}

/** Only containerd's namespaces and leases say who uses a snapshot; of the others a read-write layer is its container's own. */
function isUnused(index: LayerIndex, layer: StoredLayer, mounted: readonly OverlayMount[]): boolean {
  return (
    layer.role === 'container' &&
    layer.inDatabase === true &&
    index.stores.get(layer.store)?.kind === 'containerd' &&
    mounted.length === 0 &&
    !isAbsent(layer.leases) &&
    layer.leases.length === 0 &&
    (index.containers.get(layer.key) ?? []).length === 0 &&
    (index.above.get(layer.key) ?? []).length === 0
  );
}
