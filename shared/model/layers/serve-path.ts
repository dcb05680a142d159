import { type Absent, isAbsent, present, unreadable } from '#shared/base/absent.ts';
import type { Container, Volume } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';
import { layerIndexOf, stackBelow } from '#shared/model/layers/layer-index.ts';
import { type MergedPath, mergedPath } from '#shared/model/layers/merged-path.ts';
import type { OverlayMount } from '#shared/model/layers.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { Mount } from '#shared/model/mount.ts';
import { containingMount } from '#shared/model/mount-paths.ts';

/** A symbolic link that the path went through. */
export interface FollowedLink {
  readonly path: string;
  readonly target: string;
  readonly layer: string;
}

/** What serves a path in a container: incident I-4. */
export interface ServedPath {
  /** As asked, absolute and without `.` and `..`. */
  readonly asked: string;
  /** After the symbolic links of folders were followed. */
  readonly path: string;
  readonly followed: readonly FollowedLink[];
  /** The mount that serves it in the container's own table; absent where it does not run or its table was not read. */
  readonly mount: Mount | Absent;
  /** What the container's engine recorded for that mount; null: a mount that no volume asked for, or the root filesystem. */
  readonly volume: Volume | null;
  /** Where it lies on the device of that mount, as far as the table says: the root of a bind and what follows; null for an overlay. */
  readonly onDevice: string | null;
  /** Which layer serves it, for the root filesystem on an overlay; null where another mount does. */
  readonly merged: MergedPath | null;
  /** Layers of the root filesystem, uppermost first: keys, null for a folder in no store. */
  readonly stack: readonly (string | null)[];
  /** Layers of it that were packed with this path and have lost it since. */
  readonly lostBy: readonly string[];
}

const linksFollowed = 40;

/** Never throws; what could not be read is said in the answer. */
export function servePath(model: HostModel, container: Container, asked: string): ServedPath {
  const table = tableOf(model, container);
  const stack = stackOf(model, container);
  const start = plainAbsolute(asked);
  const followed: FollowedLink[] = [];
  let path = start;
  for (;;) {
    const answer = serveOnce(model, container, table, stack, path);
    const link = answer.merged === null && !isAbsent(answer.mount) ? null : folderLink(model, answer, table, path);
    if (link === null || followed.length >= linksFollowed)
      return { ...answer, asked: start, path, followed, lostBy: lostBy(model, answer, path) };
    followed.push(link.followed);
    path = link.path;
  }
}

function lostBy(model: HostModel, { merged, stack }: Once, path: string): readonly string[] {
  if (merged === null) return [];
  const integrity = layerIntegrity(model);
  const isLost = (key: string) =>
    integrity.get(key)?.differences.some((d) => d.kind === 'missing' && `/${d.path}` === path) === true;
  return stack.filter((key) => key !== null).filter(isLost);
}

type Once = Omit<ServedPath, 'asked' | 'path' | 'followed' | 'lostBy'>;

function serveOnce(
  model: HostModel,
  container: Container,
  table: readonly Mount[] | Absent,
  stack: readonly (string | null)[],
  path: string,
): Once {
  const volumes = isAbsent(container.volumes) ? [] : container.volumes;
  if (isAbsent(table)) {
    const volume = longest(volumes, path);
    const merged = volume === null ? mergedOrUnknown(model, stack, path) : null;
    return {
      mount: table,
      volume,
      onDevice: volume === null ? null : joined(volume.source, path, volume.destination),
      merged,
      stack,
    };
  }
  const mount = containingMount(table, path);
  if (mount === null) {
    return {
      mount: unreadable('its table has no mount above this path'),
      volume: null,
      onDevice: null,
      merged: null,
      stack,
    };
  }
  const { fsType, device, root, mountPoint } = mount.shape;
  const within = joined(root, path, mountPoint);
  const volume = mountPoint === '/' ? null : (volumes.find((v) => v.destination === mountPoint) ?? null);
  if (fsType !== 'overlay') return { mount, volume, onDevice: within, merged: null, stack };
  const overlay = model.overlays.find((o) => o.device === device);
  const own = overlay ? stackOfOverlay(overlay) : stack;
  return { mount, volume, onDevice: null, merged: mergedOrUnknown(model, own, within), stack: own };
}

function mergedOrUnknown(model: HostModel, stack: readonly (string | null)[], path: string): MergedPath {
  if (stack.length > 0) return mergedPath(model, stack, path.slice(1));
  return {
    is: 'unknown',
    layer: null,
    because: unreadable('the layers of its root filesystem are not known'),
    ifNot: null,
  };
}

/** The first folder of the path that is a symbolic link in the merged root filesystem, and where the path then leads. */
function folderLink(
  model: HostModel,
  { stack }: Once,
  table: readonly Mount[] | Absent,
  path: string,
): { readonly followed: FollowedLink; readonly path: string } | null {
  const parts = path.split('/').slice(1);
  for (let i = 1; i < parts.length; i += 1) {
    const at = `/${parts.slice(0, i).join('/')}`;
    // Below another mount the layers say nothing.
    if (!isAbsent(table) && containingMount(table, at)?.shape.mountPoint !== '/') return null;
    const merged = mergedPath(model, stack, at.slice(1));
    if (merged.is !== 'served' || merged.entry.type !== 'symlink' || merged.entry.link === null) continue;
    const { link } = merged.entry;
    const base = link.startsWith('/') ? link : `/${parts.slice(0, i - 1).join('/')}/${link}`;
    return {
      followed: { path: at, target: link, layer: merged.layer },
      path: plainAbsolute(`${base}/${parts.slice(i).join('/')}`),
    };
  }
  return null;
}

/** The container's mount table: that of a namespace in which its main process lives. */
function tableOf(model: HostModel, container: Container): readonly Mount[] | Absent {
  const index = indexOf(model);
  const process = container.pid === null ? undefined : index.processes.get(container.pid);
  if (process === undefined) return unreadable('it does not run, so it has no mount table');
  if (isAbsent(process.mountNamespace)) return process.mountNamespace;
  const table = index.mountsByNamespace.get(process.mountNamespace);
  return table ?? unreadable(`the table of namespace ${process.mountNamespace} was not read`);
}

const stackOfOverlay = (o: OverlayMount): readonly (string | null)[] => [
  ...(o.upper === null ? [] : [o.upperLayer]),
  ...o.lowerLayers,
];

/** Layers of a container's root filesystem, uppermost first: as mounted, else as its engine wrote them down. */
export function stackOf(model: HostModel, container: Container): readonly (string | null)[] {
  const layer = present(container.layer ?? null);
  if (layer === null) return [];
  const overlay = model.overlays.find((o) => o.upperLayer === layer);
  return overlay ? stackOfOverlay(overlay) : stackBelow(layerIndexOf(model), layer).map((l) => l.key);
}

function longest(volumes: readonly Volume[], path: string): Volume | null {
  let best: Volume | null = null;
  for (const v of volumes) {
    const isAbove = path === v.destination || path.startsWith(`${v.destination.replace(/\/$/, '')}/`);
    if (isAbove && v.destination !== '/' && v.destination.length > (best?.destination.length ?? 0)) best = v;
  }
  return best;
}

/** `root` and what of `path` lies below `point`. */
function joined(root: string, path: string, point: string): string {
  const rest = path.slice(point === '/' ? 0 : point.length);
  return plainAbsolute(`${root}/${rest}`);
}

export function plainAbsolute(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
