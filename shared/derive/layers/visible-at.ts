import { isAbsent } from '#shared/base/absent.ts';
import { imageGroups } from '#shared/derive/layers/image-groups.ts';
import { namespaceOwners } from '#shared/derive/layers/namespace-owners.ts';
import type { ServedAnswer } from '#shared/derive/layers-figure.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { blastRadius } from '#shared/model/layers/blast-radius.ts';
import { plainAbsolute, type ServedPath } from '#shared/model/layers/serve-path.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { type Mount, mountRef } from '#shared/model/mount.ts';
import { containingMount, isWithin } from '#shared/model/mount-paths.ts';

/** Places that are listed; more are counted. */
const mostPlaces = 12;

interface Places {
  readonly rows: ServedAnswer['alsoAt'];
  readonly more: number;
}

/** Where else the same file is seen: by another mount of the same device, or in a container that has the same layer. */
export function visibleAt(model: HostModel, container: Container, served: ServedPath): Places {
  const rows = served.merged === null ? byMounts(model, served) : byLayer(model, container, served);
  return { rows: rows.slice(0, mostPlaces), more: Math.max(0, rows.length - mostPlaces) };
}

/** Every mount of that device whose root is above the file, where no other mount lies over it. */
function byMounts(model: HostModel, { mount, onDevice }: ServedPath): ServedAnswer['alsoAt'] {
  if (isAbsent(mount) || onDevice === null) return [];
  const index = indexOf(model);
  const byPath = new Map<string, Mount[]>();
  for (const other of index.mountsByDevice.get(mount.shape.device) ?? []) {
    const { root, mountPoint } = other.shape;
    if (!isWithin(onDevice, root)) continue;
    const rest = onDevice.slice(root === '/' ? 0 : root.length);
    const path = plainAbsolute(`${mountPoint}/${rest}`);
    const isSame = other.namespace === mount.namespace && other.mountId === mount.mountId;
    const top = containingMount(index.mountsByNamespace.get(other.namespace) ?? [], path);
    if (isSame || top !== other) continue;
    const list = byPath.get(path);
    if (list) list.push(other);
    else byPath.set(path, [other]);
  }
  const owners = namespaceOwners(model);
  return [...byPath].map(([path, mounts]) => {
    const names = [...new Set(mounts.map((m) => owners(m.namespace)))];
    return {
      path,
      where:
        names.length <= 3
          ? names.join(', ')
          : say(msg('served.in-namespaces', { first: names.slice(0, 2).join(', '), n: names.length - 2 })),
      source: mountRef(mounts[0]!),
    };
  });
}

/** Other containers whose root filesystem has the layer that serves it. */
function byLayer(model: HostModel, container: Container, { merged, path }: ServedPath): ServedAnswer['alsoAt'] {
  if (merged?.is !== 'served') return [];
  const layer = imageGroups(model).index.layers.get(merged.layer);
  if (layer?.role !== 'layer') return [];
  return blastRadius(model, merged.layer)
    .containers.filter((s) => s.container !== container)
    .map(({ container: c }) => ({
      path,
      where: say(msg('served.by-same-layer', { name: c.name, place: c.runtimeNamespace ?? c.runtime })),
      source: c.source,
    }));
}
