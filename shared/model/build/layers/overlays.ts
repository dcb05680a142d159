import { isAbsent } from '#shared/base/absent.ts';
import { overlayOptions } from '#shared/model/build/layers/overlay-options.ts';
import type { Daemon } from '#shared/model/container.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { OverlayMount, StoredLayer } from '#shared/model/layers.ts';
import { type Mount, mountRef } from '#shared/model/mount.ts';

/** One row for each overlay superblock: every copy in every namespace shows the same options. */
export function buildOverlays(
  mounts: readonly Mount[],
  links: ReadonlyMap<string, string>,
  layers: readonly StoredLayer[],
  daemons: readonly Daemon[],
): readonly OverlayMount[] {
  const find = layerFinder(layers);
  const prefixes = prefixByNamespace(layers, daemons);
  const byName = new Map(
    [...groupBy(links, ([link]) => nameOfLink(link))].map(([name, of]) => [name, of.map((l) => l[1])]),
  );
  byName.delete('');
  const groups = groupBy(
    mounts.filter((m) => m.shape.device !== ''),
    (m) => m.shape.device,
  );
  return [...groups].map(([device, copies]): OverlayMount => {
    const [first] = copies as [Mount, ...Mount[]];
    const { lowers, lowerText, upper, work, cut, oneByOne } = overlayOptions(first.shape.superOptions);
    const base = folderOfOverlay(upper ?? work);
    const prefix = copies.map((m) => prefixes.get(m.namespace)).find((p) => p !== undefined) ?? '';
    const absolute = lowers.map((path) => resolveLower(path, base, links, byName, prefix));
    const layerOf = (path: string) => find(`${prefix}${path}`);
    return {
      device,
      lowers: absolute,
      lowerText,
      upper,
      work,
      cut,
      oneByOne,
      mounts: copies.map((m) => `${m.namespace}/${m.mountId}`),
      lowerLayers: absolute.map(layerOf),
      upperLayer: upper === null ? null : layerOf(upper),
      source: mountRef(first),
    };
  });
}

/**
 * Engines mount from inside the folder that holds all layers, so that a hundred lowers fit into one page: docker and
 * containers/storage with `l/XXXX`, containerd with `78/fs`. The upper is absolute, and lies in the same folder.
 */
const folderOfOverlay = (path: string | null): string | null =>
  /^(.*)\/[^/]+\/(?:diff|work|upper|fs)$/s.exec(path ?? '')?.[1] ?? null;

function resolveLower(
  path: string,
  base: string | null,
  links: ReadonlyMap<string, string>,
  byName: ReadonlyMap<string, readonly string[]>,
  prefix: string,
): string {
  const absolute = path.startsWith('/') || base === null ? path : `${base}/${path}`;
  // The daemon may know its root by another path than the one its links were read under.
  const alike = byName.get(nameOfLink(absolute)) ?? [];
  const found = links.get(`${prefix}${absolute}`) ?? (alike.length === 1 ? alike[0]! : absolute);
  return found.startsWith(`${prefix}/`) ? found.slice(prefix.length) : found;
}

/**
 * A daemon whose root is another folder in its own namespace than in ours (docker in a container, a node of kind) has its stores
 * below /proc/PID/root: a path in the options of an overlay that stands in its namespace is one of that root, not of ours.
 */
function prefixByNamespace(layers: readonly StoredLayer[], daemons: readonly Daemon[]): ReadonlyMap<number, string> {
  const prefixes = new Set(layers.flatMap((l) => /^\/proc\/\d+\/root(?=\/)/.exec(l.store)?.[0] ?? []));
  return new Map(
    daemons.flatMap(({ pid, mountNamespace }) =>
      !isAbsent(mountNamespace) && prefixes.has(`/proc/${pid}/root`)
        ? [[mountNamespace, `/proc/${pid}/root`] as const]
        : [],
    ),
  );
}

/** `l/` and 26 letters, which occur once on a host; empty for any other path. */
const nameOfLink = (path: string): string => /\/l\/([A-Z0-9]{26})$/.exec(path)?.[1] ?? '';

/** By the folder itself; else, for a root known under two paths, by the part of it that an engine chose, if it is one layer's alone. */
export function layerFinder(layers: readonly StoredLayer[]): (path: string) => string | null {
  const byFolder = new Map(layers.map((l) => [l.folder, l.key]));
  const byTail = groupBy(layers, (l) => tailOf(l.folder));
  return (path) => {
    const exact = byFolder.get(path);
    if (exact !== undefined) return exact;
    const alike = byTail.get(tailOf(path));
    return alike?.length === 1 && tailOf(path) !== '' ? alike[0]!.key : null;
  };
}

const tailOf = (path: string): string =>
  /\/((?:io\.containerd\.snapshotter\.v1\.[^/]+\/snapshots\/\d+(?:\/fs)?|overlay2?\/[^/]{25,}\/diff))$/s.exec(
    path,
  )?.[1] ?? '';
