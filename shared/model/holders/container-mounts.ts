import { engineTail, upperLayer } from '#shared/model/holders/engine-paths.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount } from '#shared/model/mount.ts';
import { mountRowsOf } from '#shared/model/mount-rows.ts';

/**
 * Finds the mount that an engine made at a path, in whatever is left of it: in the engine's namespace, else a copy at the
 * same path in another one, else a copy under another prefix (`/host/var/lib/docker/…`), told by the part that the engine
 * chose. The path only locates it; its device number is then the key.
 */
export function engineMount(index: ModelIndex, path: string, preferred: number | null): Mount | null {
  const there = (mountsByPoint(index).get(path) ?? []).filter((m) => m.shape.fsType !== 'nsfs');
  const tail = engineTail(path);
  return (
    there.findLast((m) => m.namespace === preferred) ??
    there[0] ??
    (tail === null ? undefined : traces(index).byTail.get(tail)) ??
    null
  );
}

/** A mount whose upper folder is that of this read-write layer, wherever it stands: an overlay bound elsewhere. */
export const overlayOfLayer = (index: ModelIndex, layer: string): Mount | null =>
  traces(index).byLayer.get(layer) ?? null;

const points = new WeakMap<ModelIndex, ReadonlyMap<string, readonly Mount[]>>();

export function mountsByPoint(index: ModelIndex): ReadonlyMap<string, readonly Mount[]> {
  const known = points.get(index);
  if (known) return known;
  const made = mountRowsOf(index.model).byPoint();
  points.set(index, made);
  return made;
}

interface Traces {
  readonly byTail: ReadonlyMap<string, Mount>;
  readonly byLayer: ReadonlyMap<string, Mount>;
}
const known = new WeakMap<ModelIndex, Traces>();

function traces(index: ModelIndex): Traces {
  const before = known.get(index);
  if (before) return before;
  const byTail = new Map<string, Mount>();
  const byLayer = new Map<string, Mount>();
  for (const [shape, mount] of mountRowsOf(index.model).firsts()) {
    if (shape.fsType === 'nsfs') continue;
    const tail = engineTail(shape.mountPoint);
    if (tail !== null && !byTail.has(tail)) byTail.set(tail, mount());
    const layer = upperLayer(shape);
    if (layer !== null && !byLayer.has(layer)) byLayer.set(layer, mount());
  }
  const made = { byTail, byLayer };
  known.set(index, made);
  return made;
}
