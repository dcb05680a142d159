import { groupBy } from '#shared/model/group-by.ts';
import type { Mount } from '#shared/model/mount.ts';

/**
 * Ids of the mounts of one table that no path reaches, because a later mount stands on the same or a higher path.
 *
 * A mount is covered when a child stands on its own root, and buried when a sibling stands
 * above it (the kernel would have made it that sibling's child, had it come later) or its parent is buried.
 */
export function hiddenMounts(table: readonly Mount[]): ReadonlySet<number> {
  const children = groupBy(table, (m) => m.parentId);
  const byId = new Map(table.map((m) => [m.mountId, m]));
  const buried = new Map<number, boolean>();
  const points = new Map<number, ReadonlySet<string>>();
  const siblings = (parent: number) => {
    let known = points.get(parent);
    if (!known) points.set(parent, (known = new Set((children.get(parent) ?? []).map((m) => m.shape.mountPoint))));
    return known;
  };

  const isBuried = (mount: Mount): boolean => {
    const path: Mount[] = [];
    let answer = false;
    for (let at: Mount | undefined = mount; at; at = byId.get(at.parentId)) {
      const known = buried.get(at.mountId);
      if (known !== undefined) {
        answer = known;
        break;
      }
      if (path.length > table.length) break; // ids that loop: bad input, not a tree
      path.push(at);
    }
    for (const m of path.reverse()) {
      answer = answer || ancestors(m.shape.mountPoint).some((point) => siblings(m.parentId).has(point));
      buried.set(m.mountId, answer);
    }
    return answer;
  };

  const hidden = new Set<number>();
  for (const mount of table) {
    const covered = siblings(mount.mountId).has(mount.shape.mountPoint);
    if (covered || isBuried(mount)) hidden.add(mount.mountId);
  }
  return hidden;
}

/** Paths strictly above: `/a/b` gives `/a` and `/`. */
function ancestors(path: string): string[] {
  const above: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) above.push(path.slice(0, at));
  return path === '/' ? above : [...above, '/'];
}
