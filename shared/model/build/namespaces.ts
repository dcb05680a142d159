import { isAbsent } from '#shared/base/absent.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { type MountNamespace, type MountTable, mountRef, type NamespaceHold } from '#shared/model/mount.ts';
import type { MountRows } from '#shared/model/mount-rows.ts';
import type { Process, Thread } from '#shared/model/process.ts';
import { parseLinks } from '#shared/parsers/links.ts';

/** Namespaces by everything that keeps one: processes, single threads, nsfs pins in every table, descriptors. */
export function buildNamespaces(
  evidence: Evidence,
  processes: readonly Process[],
  threads: readonly Thread[],
  mounts: MountRows,
  tables: readonly MountTable[],
): readonly MountNamespace[] {
  const holds = new Map<number, NamespaceHold[]>();
  const inferred = areInferred(evidence) ? (true as const) : undefined;
  const add = (inode: number, hold: NamespaceHold) => {
    const list = holds.get(inode);
    if (list) list.push(hold);
    else holds.set(inode, [hold]);
  };
  const linkLines = new Map(evidence.rows('namespace-links', parseLinks).map((link) => [link.path, link.line]));
  for (const { pid, mountNamespace } of processes) {
    if (isAbsent(mountNamespace)) continue;
    const line = linkLines.get(`/proc/${pid}/ns/mnt`) ?? 0;
    add(mountNamespace, { by: 'process', pid, source: { evidence: 'namespace-links', line } });
  }
  for (const { pid, tid, mountNamespace, source } of threads) add(mountNamespace, { by: 'thread', pid, tid, source });
  for (const mount of mounts.where((s) => s.fsType === 'nsfs' && namespaceInode(s.root) !== null)) {
    const inode = namespaceInode(mount.shape.root)!;
    const { namespace: inNamespace, mountId } = mount;
    add(inode, { by: 'nsfs', path: mount.shape.mountPoint, inNamespace, mountId, source: mountRef(mount) });
  }
  for (const hold of namespaceDescriptors(evidence, 'descriptors/links')) add(hold.inode, hold.hold);
  for (const { namespace } of tables) if (!holds.has(namespace)) holds.set(namespace, []);
  return [...holds]
    .sort(([a], [b]) => a - b)
    .map(([inode, heldBy]) => ({
      inode,
      ...(inferred && heldBy.every((h) => h.by === 'process') && { inferred }),
      heldBy: heldBy.sort((a, b) => rank[a.by] - rank[b.by] || pidOf(a) - pidOf(b)),
      leaderPid: heldBy.reduce<number | null>(
        (low, h) => (h.by === 'process' && (low === null || h.pid < low) ? h.pid : low),
        null,
      ),
    }));
}

/** The source has no namespace inodes; what stands for them was told from mount ids. */
export const areInferred = (evidence: Evidence): boolean =>
  evidence.records.get('namespace-links')?.format === 'mount-id-groups';

const rank = { process: 0, thread: 1, nsfs: 2, fd: 3 } as const;
const pidOf = (hold: NamespaceHold) => ('pid' in hold ? hold.pid : 0);

/** `mnt:[4026532570]` to its number; null for another kind of namespace. */
export const namespaceInode = (text: string): number | null => {
  const inode = /^mnt:\[(\d+)\]$/.exec(text)?.[1];
  return inode === undefined ? null : Number(inode);
};

/** Descriptors that are open on a mount namespace. */
export function namespaceDescriptors(
  evidence: Evidence,
  id: string,
): readonly { readonly inode: number; readonly hold: NamespaceHold }[] {
  return evidence.rows(id, parseLinks).flatMap(({ line, path, target }) => {
    const where = /^\/proc\/(\d+)\/fd\/(\d+)$/.exec(path);
    const inode = where ? namespaceInode(target) : null;
    if (!where || inode === null) return [];
    const hold: NamespaceHold = {
      by: 'fd',
      pid: Number(where[1]),
      fd: Number(where[2]),
      source: { evidence: id, line },
    };
    return [{ inode, hold }];
  });
}
