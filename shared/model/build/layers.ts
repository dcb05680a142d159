import type { HostModel } from '#shared/model/host-model.ts';

type LayerTables = Pick<
  HostModel,
  'layerStores' | 'storedLayers' | 'storedImages' | 'contentBlobs' | 'overlays' | 'folderListings' | 'blobListings'
>;

export function buildLayers(): LayerTables {
  return {
    layerStores: [],
    storedLayers: [],
    storedImages: [],
    contentBlobs: [],
    overlays: [],
    folderListings: new Map(),
    blobListings: new Map(),
  };
}
