import { isAbsent } from '#shared/base/absent.ts';
import { type Resolution, superblock } from '#shared/model/holders/hold-target.ts';
import { layerIndexOf, layersOnTop } from '#shared/model/layers/layer-index.ts';
import { servePath } from '#shared/model/layers/serve-path.ts';
import type { StoredImage, StoredLayer } from '#shared/model/layers.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Subject } from '#shared/model/subject.ts';

/**
 * An unpacked layer or an image, held by every overlay that is mounted on it, at whatever height:
 *
 *     /var/lib/containerd/…/snapshots/79/fs, …/snapshots/79     the folder of a layer
 *     snapshot:79, layer:79                                     by its number, where one store alone has it
 *     sha256:9759…, 9759…                                       chain id, diff id, cache id, digest of an image, or the start of one
 *     registry.lab/pause:3.6                                    an image, in every containerd namespace that has it
 */
export function byStoredLayer(index: ModelIndex, needle: string): Resolution | null {
  const { storedLayers } = index.model;
  const number = /^(?:snapshot|layer)[: ](\S+)$/.exec(needle)?.[1];
  if (number !== undefined)
    return ofLayers(
      index,
      storedLayers.filter((l) => l.id === number),
    );
  if (needle.startsWith('/')) {
    const folder = needle.replace(/\/+$/, '');
    return ofLayers(
      index,
      storedLayers.filter((l) => l.folder === folder || l.folder.replace(/\/(?:fs|diff)$/, '') === folder),
    );
  }
  const start = needle.replace(/^sha256:/, '');
  if (!/^[0-9a-f]{6,64}$/.test(start)) return null;
  const has = (id: unknown) => typeof id === 'string' && id.replace(/^sha256:/, '').startsWith(start);
  return ofLayers(
    index,
    storedLayers.filter((l) => has(l.id) || has(l.chainId) || has(l.diffId) || l.names.some((n) => has(n.name))),
  );
}

export function byImage(index: ModelIndex, needle: string): Resolution | null {
  const { storedImages } = index.model;
  const digest = /^(?:sha256:)?([0-9a-f]{6,64})$/.exec(needle)?.[1];
  const has = (value: unknown) =>
    typeof value === 'string' && digest !== undefined && value.startsWith(`sha256:${digest}`);
  const images = storedImages.filter(
    (i) => i.names.includes(needle) || has(i.index) || has(i.manifest) || has(i.config),
  );
  if (images.length === 0) return null;
  const layerIndex = layerIndexOf(index.model);
  const tops = images.flatMap((image) => {
    const depth = isAbsent(image.layers) ? -1 : image.layers.length;
    const own = layerIndex.layersOfImage(image);
    // Of an image that is not unpacked to its top nothing of its own can be mounted.
    return own.length === depth ? own.slice(-1) : [];
  });
  const layers = tops.flatMap((key) => layerIndex.layers.get(key) ?? []);
  return resolution(index, layers, images.map(imageSubject));
}

const imageSubject = ({ key, names }: StoredImage): Subject => ({ kind: 'image', id: key, name: names[0] ?? key });

/** One layer, or the same one in several namespaces and engines; null where the needle fits none, or layers that are not alike. */
function ofLayers(index: ModelIndex, layers: readonly StoredLayer[]): Resolution | null {
  const [first, ...rest] = layers;
  if (first === undefined) return null;
  const alike = (l: StoredLayer) => !isAbsent(first.chainId) && l.chainId === first.chainId;
  return rest.every(alike) ? resolution(index, layers, []) : null;
}

/**
 * `coredns:/etc/hosts`: what serves that path in a container (by its name or the start of its id), and who holds that mount.
 * Resolved to the container, the mount, and the layer of the root filesystem where one serves it or has lost it.
 */
export function byPathInContainer(index: ModelIndex, needle: string): Resolution | null {
  const match = /^([^/:]+):(\/.*)$/s.exec(needle);
  if (!match) return null;
  const [, name, path] = match as unknown as [string, string, string];
  const found = index.model.containers.filter(
    (c) => c.name === name || (/^[0-9a-f]{6,64}$/.test(name) && c.id.startsWith(name)),
  );
  const container = found.find((c) => !c.isSandbox) ?? found[0];
  if (container === undefined) return null;
  const { mount, merged, lostBy } = servePath(index.model, container, path);
  const layerIndex = layerIndexOf(index.model);
  const keys = [...(merged !== null && 'layer' in merged && merged.layer !== null ? [merged.layer] : []), ...lostBy];
  const layers = [...new Set(keys)].flatMap((key) => layerIndex.layers.get(key) ?? []);
  return {
    resolved: [
      { kind: 'container', id: container.id, name: container.name },
      ...(isAbsent(mount)
        ? []
        : [{ kind: 'mount' as const, id: `${mount.namespace}/${mount.mountId}`, name: mount.shape.mountPoint }]),
      ...layers.map((l) => layerSubject(index, l)),
    ],
    targets: isAbsent(mount) || mount.shape.device === '' ? [] : [superblock(mount.shape.device, mount.shape.root)],
    otherwise: [],
  };
}

const layerSubject = (index: ModelIndex, layer: StoredLayer): Subject => ({
  kind: layerIndexOf(index.model).stores.get(layer.store)?.kind === 'containerd' ? 'snapshot' : 'layer',
  id: layer.key,
  name: layer.folder,
});

function resolution(
  index: ModelIndex,
  layers: readonly StoredLayer[],
  subjects: readonly Subject[],
): Resolution | null {
  const layerIndex = layerIndexOf(index.model);
  const overlays = new Set(
    layers.flatMap((l) => layersOnTop(layerIndex, l.key)).flatMap((l) => layerIndex.overlays.get(l.key) ?? []),
  );
  const [first, ...rest] = [...subjects, ...layers.map((l) => layerSubject(index, l))];
  if (first === undefined) return null;
  return {
    resolved: [first, ...rest],
    targets: [...overlays].map((o) => superblock(o.device)),
    otherwise: [],
  };
}
