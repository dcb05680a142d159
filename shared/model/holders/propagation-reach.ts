import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount } from '#shared/model/mount.ts';
import { containingMount, mountAt, parentMount } from '#shared/model/mount-paths.ts';
import { mountRowsOf } from '#shared/model/mount-rows.ts';

/**
 * Where an unmount is made: the path, in the engine's namespace, and the mount it hangs (or hung) on.
 *
 * An unmount does not travel along the mount's own peer group but along its *parent's*: the kernel looks below every
 * mount that receives from the parent for a child on the same dentry (`propagate_umount` in fs/pnode.c).
 */
export interface UnmountOrigin {
  readonly namespace: number;
  readonly path: string;
  readonly parent: Mount;
}

export function unmountOrigin(index: ModelIndex, namespace: number | null, path: string | null): UnmountOrigin | null {
  const table = namespace === null ? undefined : index.mountsByNamespace.get(namespace);
  if (namespace === null || path === null || !table) return null;
  const there = mountAt(table, path);
  const parent = there ? parentMount(table, there) : containingMount(table, path);
  return parent ? { namespace, path, parent } : null;
}

export type Reach =
  /** It is where the unmount is made. */
  | { readonly kind: 'origin' }
  | { readonly kind: 'peer' | 'slave'; readonly group: number; readonly parent: Mount }
  /** The parent receives from the origin's group, but the copy stands on another folder. */
  | { readonly kind: 'elsewhere'; readonly parent: Mount }
  | { readonly kind: 'private'; readonly parent: Mount }
  /** The parent is in a group that does not receive from the origin's. */
  | { readonly kind: 'other-group'; readonly parent: Mount }
  /** The origin's own parent is private: its unmount goes nowhere else. */
  | { readonly kind: 'origin-private'; readonly parent: Mount | null }
  | { readonly kind: 'unknown' };

/** Whether, and how, an unmount at `origin` reaches `copy`. */
export function reachOf(index: ModelIndex, copy: Mount, origin: UnmountOrigin | null): Reach {
  const parent = mountRowsOf(index.model).parentOf(copy);
  if (!origin || copy.mountId < 0) return { kind: 'unknown' };
  if (copy.namespace === origin.namespace && copy.shape.mountPoint === origin.path) return { kind: 'origin' };
  const group = origin.parent.shape.propagation.shared;
  if (!parent) return { kind: 'unknown' };
  if (group === null) return { kind: 'origin-private', parent };
  const { shared, master } = parent.shape.propagation;
  if (shared === null && master === null) return { kind: 'private', parent };
  const receives = shared === group ? 'peer' : receivesFrom(index, master, group) ? 'slave' : null;
  if (receives === null) return { kind: 'other-group', parent };
  return samePlace(parent, copy.shape.mountPoint, origin)
    ? { kind: receives, group, parent }
    : { kind: 'elsewhere', parent };
}

/** The group, or one of those it receives from in turn, is `group`. */
function receivesFrom(index: ModelIndex, from: number | null, group: number): boolean {
  const seen = new Set<number>();
  for (let at = from; at !== null && !seen.has(at); at = index.masterOfGroup.get(at) ?? null) {
    if (at === group) return true;
    seen.add(at);
  }
  return false;
}

/** Both stand on the same folder of the same filesystem, whatever their paths are. */
const samePlace = (parent: Mount, path: string, origin: UnmountOrigin): boolean =>
  parent.shape.device === origin.parent.shape.device &&
  insidePath(parent, path) === insidePath(origin.parent, origin.path);

/** A path below a mount, as a path of the filesystem that is mounted there. */
function insidePath({ shape: { root, mountPoint } }: Mount, path: string): string {
  const below = mountPoint === '/' ? path : path.slice(mountPoint.length);
  return root === '/' ? below || '/' : root + (below === '/' ? '' : below);
}
