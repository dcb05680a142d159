import type { Mount } from '#shared/model/mount.ts';

/** `path` is `folder` or lies below it. Both absolute. */
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || folder === '/' || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

/**
 * The mount that serves `path` in one namespace: the longest mount point above it; of those stacked on one
 * point the last in the table, which the kernel prints after the one it covers.
 */
export function containingMount(table: readonly Mount[], path: string): Mount | null {
  const { byPoint } = placesOf(table);
  for (let at = path; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const mount = byPoint.get(at === '' ? '/' : at);
    if (mount || at === '' || at === '/') return mount ?? null;
  }
}

/** The mount that is seen at a mount point itself. */
export const mountAt = (table: readonly Mount[], mountPoint: string): Mount | null =>
  placesOf(table).byPoint.get(mountPoint) ?? null;

/** The mount it hangs on; null when that lies outside the table. */
export const parentMount = (table: readonly Mount[], mount: Mount): Mount | null =>
  mount.parentId === mount.mountId ? null : (placesOf(table).byId.get(mount.parentId) ?? null);

interface Places {
  /** Of those stacked on one point the last in the table. */
  readonly byPoint: ReadonlyMap<string, Mount>;
  readonly byId: ReadonlyMap<number, Mount>;
}
const places = new WeakMap<readonly Mount[], Places>();

/** Made once per table: a thousand held devices ask the same table of the host. */
function placesOf(table: readonly Mount[]): Places {
  const known = places.get(table);
  if (known) return known;
  const made = {
    byPoint: new Map(table.map((m) => [m.shape.mountPoint, m])),
    byId: new Map(table.toReversed().map((m) => [m.mountId, m])),
  };
  places.set(table, made);
  return made;
}
