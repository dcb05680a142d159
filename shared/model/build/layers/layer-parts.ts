import { type Absent, isAbsent, notApplicable, unreadable } from '#shared/base/absent.ts';
import type { FolderFacts } from '#shared/model/build/layers/folders.ts';
import type { ImageLayerRef, LayerStore, StoredLayer } from '#shared/model/layers.ts';

export const layerKey = (store: string, id: string): string => `${store}#${id}`;

/** Driver folders hold one folder a layer; what stands beside them (`l`, `staging`, `idmapped…`) is no layer. */
const isLayerName = (name: string): boolean =>
  name !== 'l' && !/^(staging|tempdirs|idmapped|\.)/.test(name) && !name.endsWith('-removing');

/** Layers that only the disk knows: folders of a store that none of its books has. */
export function strayLayers(
  store: LayerStore,
  known: ReadonlySet<string>,
  folders: FolderFacts,
  contentOf: (id: string) => string,
): readonly StoredLayer[] {
  const whole = store.databaseRead === true;
  return folders.layersOf(store.path).flatMap(({ id, modifiedAt, source }): StoredLayer[] => {
    if (known.has(id) || !isLayerName(id)) return [];
    const unknown = isAbsent(store.databaseRead) ? store.databaseRead : unreadable('no book of its engine has it');
    return [
      {
        key: layerKey(store.path, id),
        store: store.path,
        id,
        role: 'unknown',
        names: [],
        chainId: unknown,
        diffId: unknown,
        parent: unknown,
        createdAt: modifiedAt ?? unreadable('the time of its folder is not known'),
        inDatabase: whole ? false : isAbsent(store.databaseRead) ? store.databaseRead : false,
        leases: store.kind === 'containerd' ? unknown : [],
        remote: false,
        folder: contentOf(id),
        folderPresent: folders.isThere(contentOf(id), store),
        source,
      },
    ];
  });
}

export const noBlob = (engine: string): Absent => notApplicable(`${engine} keeps no blob of a layer that it unpacked`);

/** Layers of an image, lowest first, from what its manifest and its configuration list. */
export function layerRefs(
  diffIds: readonly string[],
  chain: readonly string[],
  blobOf: (index: number) => { readonly digest: string; readonly mediaType: string } | Absent,
): readonly ImageLayerRef[] {
  return diffIds.map((diffId, i) => {
    const blob = blobOf(i);
    return isAbsent(blob)
      ? { blob, mediaType: '', diffId, chainId: chain[i]! }
      : { blob: blob.digest, mediaType: blob.mediaType, diffId, chainId: chain[i]! };
  });
}
