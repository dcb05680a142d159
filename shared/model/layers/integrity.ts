import { type Absent, isAbsent, notApplicable, notCollected, unreadable } from '#shared/base/absent.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { compareLayer } from '#shared/model/layers/compare-layer.ts';
import type { LayerDifference } from '#shared/model/layers/layer-difference.ts';
import { type LayerIndex, layerIndexOf } from '#shared/model/layers/layer-index.ts';
import type { BlobListing, StoredLayer } from '#shared/model/layers.ts';

/**
 * What is known of one layer's content. `damaged`: at least one certain difference, also when the rest could not be compared;
 * `intact`: every name of its tar is as it was packed, and no other is there; else why that was not compared.
 */
export interface LayerIntegrity {
  /** `StoredLayer.key`. */
  readonly layer: string;
  readonly verdict: 'intact' | 'damaged' | 'not-compared';
  /** Why not everything was compared; null when it was. */
  readonly because: Absent | null;
  readonly differences: readonly LayerDifference[];
  /** Names that were compared. */
  readonly compared: number;
  /** Digest of the tar whose listing it was compared with; null: none. */
  readonly blob: string | null;
}

const results = new WeakMap<HostModel, ReadonlyMap<string, LayerIntegrity>>();

/** Of every layer of every image, by key; those of containers have no tar to compare with. Made once per model. */
export function layerIntegrity(model: HostModel): ReadonlyMap<string, LayerIntegrity> {
  const known = results.get(model);
  if (known) return known;
  const index = layerIndexOf(model);
  const made = new Map(
    model.storedLayers.filter((l) => l.role === 'layer').map((l) => [l.key, integrityOf(index, l)] as const),
  );
  results.set(model, made);
  return made;
}

function integrityOf(index: LayerIndex, layer: StoredLayer): LayerIntegrity {
  const without = (because: Absent): LayerIntegrity => ({
    layer: layer.key,
    verdict: 'not-compared',
    because,
    differences: [],
    compared: 0,
    blob: null,
  });
  if (layer.remote) return without(notApplicable('a remote snapshotter fetches its files when they are read'));
  if (layer.folderPresent === false) return without(unreadable('its folder is not there'));
  const folder = index.model.folderListings.get(layer.key) ?? notCollected('layer-listings');
  if (isAbsent(folder)) return without(folder);
  const blob = tarOf(index, layer);
  if (isAbsent(blob)) return without(blob);
  const { differences, compared, unsure, opaqueUnknown } = compareLayer(folder, blob, layer.parent === null);
  const because =
    unsure.length > 0
      ? unreadable(`the listing of its ${unsure.join(' and of its ')} is cut`)
      : opaqueUnknown
        ? unreadable('whether its directories are opaque could not be read')
        : null;
  const verdict = differences.length > 0 ? 'damaged' : because === null ? 'intact' : 'not-compared';
  return { layer: layer.key, verdict, because, differences, compared, blob: blob.digest };
}

/** The listing of the tar that a layer was unpacked from: of its blob, or what its engine keeps of the tar. */
export function tarOf(index: LayerIndex, { diffId }: StoredLayer): BlobListing | Absent {
  if (isAbsent(diffId)) return diffId;
  const { blobListings } = index.model;
  const digests = [...(index.blobsOfDiff.get(diffId) ?? []), diffId];
  let reason: Absent | null = null;
  for (const digest of digests) {
    const listing = blobListings.get(digest);
    if (listing === undefined) continue;
    if (!isAbsent(listing)) return listing;
    reason ??= listing;
  }
  return (
    reason ?? (blobListings.size > 0 ? unreadable('no tar of it is kept on this host') : notCollected('layer-listings'))
  );
}
