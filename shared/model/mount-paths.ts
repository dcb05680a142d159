import type { Mount } from '#shared/model/mount.ts';

/** `path` is `folder` or lies below it. Both absolute. */
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || folder === '/' || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

/**
 * The mount that serves `path` in one namespace: the longest mount point above it; of those stacked on one
 * point the last in the table, which the kernel prints after the one it covers.
 */
export function containingMount(table: readonly Mount[], path: string): Mount | null {
  let best: Mount | null = null;
  for (const mount of table) {
    const point = mount.shape.mountPoint;
    if (isWithin(path, point) && (!best || point.length >= best.shape.mountPoint.length)) best = mount;
  }
  return best;
}

/** The mount it hangs on; null when that lies outside the table. */
export const parentMount = (table: readonly Mount[], mount: Mount): Mount | null =>
  table.find((m) => m.mountId === mount.parentId && m.mountId !== mount.mountId) ?? null;
