import { isAbsent } from '#shared/base/absent.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';
import { type LayerIndex, layerIndexOf } from '#shared/model/layers/layer-index.ts';
import { joinStores } from '#shared/model/layers/store-join.ts';
import type { ContentBlob, StoredImage, StoredLayer } from '#shared/model/layers.ts';

/** One image of the host, however many engines and containerd namespaces know it: its configuration's digest names it. */
export interface ImageGroup {
  readonly key: string;
  /** As the engines have it; never empty. */
  readonly images: readonly [StoredImage, ...StoredImage[]];
  readonly name: string;
  /** How bad it is: unpacked layers that differ or are gone, weighed by who starts from them. 0: nothing was found. */
  readonly trouble: number;
}

export interface ImageGroups {
  readonly index: LayerIndex;
  /** In most trouble first, then by name. */
  readonly groups: readonly ImageGroup[];
  readonly ofImage: ReadonlyMap<string, ImageGroup>;
  /** `${root}/${digest}` */
  readonly blobs: ReadonlyMap<string, ContentBlob>;
  /** Keys of layers whose folder is not there. */
  readonly gone: ReadonlySet<string>;
}

const made = new WeakMap<HostModel, ImageGroups>();

export function imageGroups(model: HostModel): ImageGroups {
  const known = made.get(model);
  if (known) return known;
  const index = layerIndexOf(model);
  const gone = new Set(joinStores(model).flatMap((j) => (j.fault === 'missing-folder' ? [j.layer.key] : [])));
  const byConfig = new Map<string, StoredImage[]>();
  for (const image of model.storedImages) {
    const key = isAbsent(image.config) ? image.key : image.config;
    const list = byConfig.get(key);
    if (list) list.push(image);
    else byConfig.set(key, [image]);
  }
  const integrity = layerIntegrity(model);
  const isBad = (key: string): boolean => integrity.get(key)?.verdict === 'damaged' || gone.has(key);
  const troubleOf = (images: readonly StoredImage[]): number =>
    images.reduce((sum, image) => {
      const keys = index.layersOfImage(image);
      const bad = keys.filter(isBad);
      if (bad.length === 0) return sum;
      const stands = (index.above.get(keys.at(-1) ?? '') ?? []).length;
      return sum + bad.length * 100 + stands + (image.namespace === 'k8s.io' ? 50 : 0);
    }, 0);
  const groups = [...byConfig].map(
    ([key, images]): ImageGroup => ({
      key,
      images: byPlace(images),
      name: nameOf(images),
      trouble: troubleOf(images),
    }),
  );
  groups.sort((a, b) => b.trouble - a.trouble || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const answer: ImageGroups = {
    index,
    groups,
    ofImage: new Map(groups.flatMap((g) => g.images.map((i) => [i.key, g] as const))),
    blobs: new Map(model.contentBlobs.map((b) => [`${b.root}/${b.digest}`, b])),
    gone,
  };
  made.set(model, answer);
  return answer;
}

export const imageName = ({ names, key }: StoredImage): string =>
  names.find((n) => !n.startsWith('sha256:')) ?? names[0] ?? key;

const nameOf = (images: readonly StoredImage[]): string =>
  images.map(imageName).find((n) => !n.includes('sha256:')) ?? imageName(images[0]!);

/** What pods start from comes first. */
const byPlace = (images: readonly StoredImage[]): ImageGroup['images'] =>
  images.toSorted(
    (a, b) => Number(b.namespace === 'k8s.io') - Number(a.namespace === 'k8s.io'),
  ) as unknown as ImageGroup['images'];

/** Where the layers of an image lie unpacked. `layers` lowest first; null: that place has no such layer. */
export interface UnpackedCopy {
  readonly image: StoredImage | null;
  readonly namespace: string | null;
  readonly layers: readonly (StoredLayer | null)[];
}

export function copyOf({ index }: ImageGroups, image: StoredImage): UnpackedCopy {
  if (isAbsent(image.layers)) return { image, namespace: image.namespace, layers: [] };
  // `layersOfImage` leaves out what is not unpacked; a chain id says which one it is.
  const byChain = new Map(
    index.layersOfImage(image).map((key) => {
      const layer = index.layers.get(key)!;
      return [isAbsent(layer.chainId) ? '' : layer.chainId, layer] as const;
    }),
  );
  return {
    image,
    namespace: image.namespace,
    layers: image.layers.map((l) => byChain.get(l.chainId) ?? null),
  };
}
