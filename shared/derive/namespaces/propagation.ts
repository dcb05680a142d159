import type { Door } from '#shared/derive/namespace-figure.ts';
import { propagationKnown } from '#shared/derive/propagation-text.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { Mount } from '#shared/model/mount.ts';
import { isWithin } from '#shared/model/mount-paths.ts';

/** The mark on a mount's left edge. */
export function doorOf(mount: Mount): Door {
  const { shared, master, unbindable } = mount.shape.propagation;
  return { shared, master, unbindable, unknown: !propagationKnown(mount) };
}

/**
 * Peer groups that an unmount below `mount` travels to: its own group, and the groups of slaves of these,
 * and so on. Empty when the mount is private: the unmount stays where it ran.
 * Source: propagate_umount in the kernel's fs/pnode.c.
 */
export function groupsReachedFrom(model: HostModel, mount: Mount): ReadonlySet<number> {
  const { shared } = mount.shape.propagation;
  const reached = new Set<number>(shared === null ? [] : [shared]);
  const leads = new Map<number, Set<number>>();
  for (const { shape } of model.mounts) {
    const { shared: own, master } = shape.propagation;
    if (own === null || master === null) continue;
    const slaves = leads.get(master) ?? new Set();
    leads.set(master, slaves.add(own));
  }
  for (const group of reached) for (const next of leads.get(group) ?? []) reached.add(next);
  return reached;
}

/** A folder of a filesystem: the dentry on which the unmounted thing stood. */
export interface Place {
  readonly device: string;
  /** Path inside the filesystem, not below any mount point. */
  readonly path: string;
}

/** Where `path` lies inside the filesystem that `mount` shows. */
export function placeBelow({ shape }: Mount, path: string): Place {
  const below = shape.mountPoint === '/' ? path : path.slice(shape.mountPoint.length);
  const inside = shape.root === '/' ? below : `${shape.root}${below === '/' ? '' : below}`;
  return { device: shape.device, path: inside === '' ? '/' : inside };
}

/**
 * Whether an unmount at `place` in one of these groups arrives below this mount, and how. A bind of another
 * folder of the same filesystem is in the group too, but shows nothing of that place.
 */
export function receives(mount: Mount, groups: ReadonlySet<number>, place: Place): 'peer' | 'slave' | null {
  const { shared, master } = mount.shape.propagation;
  if (mount.shape.device !== place.device || !isWithin(place.path, mount.shape.root)) return null;
  if (master !== null && groups.has(master)) return 'slave';
  return shared !== null && groups.has(shared) ? 'peer' : null;
}
