import { isAbsent, present } from '#shared/base/absent.ts';
import {
  copyOf,
  type ImageGroup,
  type ImageGroups,
  imageGroups,
  type UnpackedCopy,
} from '#shared/derive/layers/image-groups.ts';
import { engineName, layerTitle } from '#shared/derive/layers/words.ts';
import type { Container } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { stackBelow } from '#shared/model/layers/layer-index.ts';
import { plainAbsolute, stackOf } from '#shared/model/layers/serve-path.ts';
import type { StoredImage, StoredLayer } from '#shared/model/layers.ts';
import type { Subject } from '#shared/model/subject.ts';

/** What a needle names among images, containers and layers. */
export interface LayersAsk {
  readonly title: string;
  /** Null: layers that no image has. */
  readonly group: ImageGroup | null;
  readonly copies: readonly UnpackedCopy[];
  /** The container that was asked about; its own layers, uppermost first, lie on the copy. */
  readonly container: Container | null;
  readonly ownLayers: readonly StoredLayer[];
  /** The layer that was asked about. */
  readonly layer: string | null;
  /** Absolute; null: no path was asked for. */
  readonly path: string | null;
  readonly alternatives: readonly Subject[];
}

/** More names for one needle than anybody looks at. */
const mostNamed = 20;

/**
 * Tried in this order:
 *
 *     registry.lab/pause:3.6, pause:3.6       an image
 *     pause-1, b72b20d5b88c…                  a container's id, name or the start of its id
 *     …/snapshots/79/fs, snapshot 79, 79      a layer's folder, or its name there
 *     sha256:…, 6aa2a67c0a5c…                 an image's, a layer's or a blob's digest, or the start of one
 *     CONTAINER:/etc/hosts                    a path in a container
 */
export function resolveLayers(model: HostModel, needle: string): LayersAsk | null {
  const groups = imageGroups(model);
  const wanted = needle.trim();
  if (wanted === '') return null;
  const whole =
    byImage(groups, wanted) ??
    byContainer(model, groups, wanted) ??
    byLayer(model, groups, wanted) ??
    byDigest(model, groups, wanted);
  if (whole) return whole;
  const at = wanted.indexOf(':/');
  if (at <= 0) return null;
  const asked = byContainer(model, groups, wanted.slice(0, at));
  return asked ? { ...asked, path: plainAbsolute(wanted.slice(at + 1)) } : null;
}

export const ofGroup = (groups: ImageGroups, group: ImageGroup): LayersAsk => ({
  title: group.name,
  group,
  copies: distinctCopies(group.images.map((i) => copyOf(groups, i))),
  container: null,
  ownLayers: [],
  layer: null,
  path: null,
  alternatives: [],
});

/** Two names of an image in one place share its unpacked layers: that is one copy. */
function distinctCopies(copies: readonly UnpackedCopy[]): readonly UnpackedCopy[] {
  const seen = new Map<string, UnpackedCopy>();
  for (const copy of copies) {
    const unpacked = copy.layers.flatMap((l) => (l ? [l.key] : []));
    const key = unpacked.length === 0 ? `${copy.image?.engineRoot} ${copy.namespace}` : unpacked.join(' ');
    if (!seen.has(key)) seen.set(key, copy);
  }
  return [...seen.values()];
}

export const groupSubject = (group: ImageGroup): Subject => ({
  kind: 'image',
  id: group.images[0].key,
  name: group.name,
});

function byImage(groups: ImageGroups, needle: string): LayersAsk | null {
  const has = (test: (name: string) => boolean) =>
    groups.groups.filter((g) => g.images.some((i) => i.names.some(test)));
  const exact = groups.groups.filter((g) => g.images.some((i) => i.key === needle));
  const named = exact.length > 0 ? exact : has((n) => n === needle);
  const found = named.length > 0 ? named : has((n) => n.endsWith(`/${needle}`));
  return fromGroups(groups, found);
}

function fromGroups(groups: ImageGroups, found: readonly ImageGroup[]): LayersAsk | null {
  const [first, ...others] = found;
  return first ? { ...ofGroup(groups, first), alternatives: others.slice(0, mostNamed).map(groupSubject) } : null;
}

function byContainer(model: HostModel, groups: ImageGroups, needle: string): LayersAsk | null {
  const hash = /^[0-9a-f]{4,64}$/.test(needle);
  const order = [
    (c: Container) => c.id === needle,
    (c: Container) => c.name === needle,
    (c: Container) => hash && c.id.startsWith(needle),
  ];
  for (const test of order) {
    const found = model.containers.filter(test).toSorted((a, b) => rank(a) - rank(b));
    const [first, ...others] = found;
    if (!first) continue;
    return {
      ...ofContainer(model, groups, first),
      alternatives: others
        .slice(0, mostNamed)
        .map((c) => ({ kind: 'container', id: c.id, name: `${c.name} (${c.runtimeNamespace ?? c.runtime})` })),
    };
  }
  return null;
}

const rank = (c: Container): number =>
  isAbsent(c.layer ?? null) || c.layer === undefined ? 2 : c.pid === null ? 1 : 0;

function ofContainer(model: HostModel, groups: ImageGroups, container: Container): LayersAsk {
  const { index } = groups;
  const stack = stackOf(model, container).flatMap((key) => (key === null ? [] : (index.layers.get(key) ?? [])));
  const own = stack.filter((l) => l.role !== 'layer');
  const below = stack.filter((l) => l.role === 'layer').toReversed();
  const image = imageOf(groups, below, container);
  return {
    title: container.name,
    group: image ? (groups.ofImage.get(image.key) ?? null) : null,
    copies: [image ? copyOf(groups, image) : { image: null, namespace: container.runtimeNamespace, layers: below }],
    container,
    ownLayers: own,
    layer: null,
    path: null,
    alternatives: [],
  };
}

/** The image whose layers are exactly those below the container's own; the one it is named after, where several are. */
function imageOf({ index }: ImageGroups, below: readonly StoredLayer[], container: Container): StoredImage | null {
  const top = below.at(-1);
  if (top === undefined) return null;
  const same = (index.images.get(top.key) ?? []).filter((i) => !isAbsent(i.layers) && i.layers.length === below.length);
  const name = present(container.image);
  const own = same.filter((i) => i.namespace === null || i.namespace === container.runtimeNamespace);
  return own.find((i) => i.names.includes(name ?? '')) ?? own[0] ?? same[0] ?? null;
}

function byLayer(model: HostModel, groups: ImageGroups, needle: string): LayersAsk | null {
  const id = needle.replace(/^(?:snapshot|layer) /, '');
  const folder = needle.replace(/\/+$/, '');
  const found = model.storedLayers.filter(
    (l) =>
      l.key === needle ||
      l.id === id ||
      l.folder === folder ||
      (l.folder.startsWith(`${folder}/`) && folder.endsWith(`/${l.id}`)),
  );
  return fromLayers(groups, found);
}

function fromLayers(groups: ImageGroups, found: readonly StoredLayer[]): LayersAsk | null {
  const { index } = groups;
  const [first, ...others] = found;
  if (!first) return null;
  const title = layerTitle(first, index.stores.get(first.store));
  const alternatives = others.slice(0, mostNamed).map((l): Subject => ({ kind: 'layer', id: l.key, name: l.folder }));
  const image = worstOf(groups, index.images.get(first.key) ?? []);
  const group = image ? groups.ofImage.get(image.key) : undefined;
  if (group) return { ...ofGroup(groups, group), title: `${title}: ${group.name}`, layer: first.key, alternatives };
  const container = index.containers.get(first.key)?.[0];
  if (container) return { ...ofContainer(index.model, groups, container), title, layer: first.key, alternatives };
  const stack = stackBelow(index, first.key).toReversed();
  const store = index.stores.get(first.store);
  return {
    title: store ? `${engineName(store)}: ${title}` : title,
    group: null,
    copies: [
      { image: null, namespace: first.names[0]?.namespace ?? null, layers: stack.filter((l) => l.role === 'layer') },
    ],
    container: null,
    ownLayers: stack.filter((l) => l.role !== 'layer').toReversed(),
    layer: first.key,
    path: null,
    alternatives,
  };
}

const worstOf = ({ ofImage }: ImageGroups, images: readonly StoredImage[]): StoredImage | null =>
  images.toSorted((a, b) => (ofImage.get(b.key)?.trouble ?? 0) - (ofImage.get(a.key)?.trouble ?? 0))[0] ?? null;

function byDigest(model: HostModel, groups: ImageGroups, needle: string): LayersAsk | null {
  const hash = needle.replace(/^sha256:/, '');
  if (!/^[0-9a-f]{6,64}$/.test(hash)) return null;
  const starts = (digest: unknown): boolean => typeof digest === 'string' && digest.startsWith(`sha256:${hash}`);
  const images = groups.groups.filter((g) =>
    g.images.some((i) => starts(i.config) || starts(i.manifest) || starts(i.index)),
  );
  if (images.length > 0) return fromGroups(groups, images);
  const layers = model.storedLayers.filter(
    (l) =>
      l.role === 'layer' &&
      (l.id.startsWith(hash) ||
        starts(l.chainId) ||
        starts(l.diffId) ||
        (groups.index.blobsOfDiff.get(present(l.diffId) ?? '') ?? []).some(starts)),
  );
  return (
    fromLayers(groups, layers) ??
    fromLayers(
      groups,
      model.storedLayers.filter((l) => l.id.startsWith(hash)),
    )
  );
}
