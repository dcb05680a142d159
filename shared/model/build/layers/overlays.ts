import { groupBy } from '#shared/model/build/evidence.ts';
import { overlayOptions } from '#shared/model/build/layers/overlay-options.ts';
import type { OverlayMount, StoredLayer } from '#shared/model/layers.ts';
import { type Mount, mountRef } from '#shared/model/mount.ts';

/** One row for each overlay superblock: every copy in every namespace shows the same options. */
export function buildOverlays(
  mounts: readonly Mount[],
  links: ReadonlyMap<string, string>,
  layers: readonly StoredLayer[],
): readonly OverlayMount[] {
  const find = layerFinder(layers);
  const byName = new Map(
    [...groupBy(links, ([link]) => nameOfLink(link))].map(([name, of]) => [name, of.map((l) => l[1])]),
  );
  byName.delete('');
  const groups = groupBy(
    mounts.filter((m) => m.shape.fsType === 'overlay' && m.shape.device !== ''),
    (m) => m.shape.device,
  );
  return [...groups].map(([device, copies]): OverlayMount => {
    const [first] = copies as [Mount, ...Mount[]];
    const { lowers, lowerText, upper, work, cut, oneByOne } = overlayOptions(first.shape.superOptions);
    const base = folderOfOverlay(upper ?? work);
    const absolute = lowers.map((path) => resolveLower(path, base, links, byName));
    return {
      device,
      lowers: absolute,
      lowerText,
      upper,
      work,
      cut,
      oneByOne,
      mounts: copies.map((m) => `${m.namespace}/${m.mountId}`),
      lowerLayers: absolute.map(find),
      upperLayer: upper === null ? null : find(upper),
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
): string {
  const absolute = path.startsWith('/') || base === null ? path : `${base}/${path}`;
  const known = links.get(absolute);
  if (known !== undefined) return known;
  // The daemon may know its root by another path than the one its links were read under.
  const alike = byName.get(nameOfLink(absolute)) ?? [];
  return alike.length === 1 ? alike[0]! : absolute;
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
