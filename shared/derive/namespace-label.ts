import { msg, say } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { MountNamespace, NamespaceHold } from '#shared/model/mount.ts';
import type { Process } from '#shared/model/process.ts';

export type HoldWay = NamespaceHold['by'];
const ways: readonly HoldWay[] = ['process', 'thread', 'nsfs', 'fd'];

/** The strongest way a namespace is kept: what must end before the others matter. Null: nothing was seen that keeps it. */
export function strongestHold(namespace: MountNamespace): NamespaceHold | null {
  for (const by of ways) {
    const hold = namespace.heldBy.find((h) => h.by === by);
    if (hold) return hold;
  }
  return null;
}

/** `276 processes`, `thread 5923`, `/run/mntns/backup`, `pid 5898 fd 7`. */
export function keptAliveText(index: ModelIndex, namespace: MountNamespace): string {
  const hold = strongestHold(namespace);
  if (!hold) return say(msg('namespace.unheld'));
  switch (hold.by) {
    case 'process':
      return say(msg('count.processes', { n: processCount(index, namespace) }));
    case 'thread':
      return say(msg('namespace.thread-short', { tid: hold.tid }));
    case 'nsfs':
      return hold.path;
    case 'fd':
      return say(msg('namespace.descriptor', { pid: hold.pid, fd: hold.fd }));
  }
}

/** One line that names a namespace by who lives in it, or by what keeps it when nobody does. */
export function namespaceTitle(index: ModelIndex, namespace: MountNamespace, shown: number, counted = true): string {
  const hold = strongestHold(namespace);
  if (!hold) return say(msg('namespace.unheld'));
  switch (hold.by) {
    case 'process': {
      const residents = residentsText(index, namespace.inode, shown, counted);
      const container = containerOf(index, namespace.inode);
      return container ? say(msg('namespace.container', { name: container.name, residents })) : residents;
    }
    case 'thread':
      return say(msg('namespace.thread', { tid: hold.tid, pid: hold.pid }));
    case 'nsfs':
      return say(msg('namespace.pinned'));
    case 'fd':
      return say(msg('namespace.by-descriptor'));
  }
}

/** `dockerd 741, containerd 742, + 2`: pid 1 and engines first, then by pid. Empty when nobody lives there. */
export function residentsText(index: ModelIndex, inode: number, shown: number, counted = true): string {
  const residents = residentsOf(index, inode);
  const named = residents.slice(0, shown).map((p) => `${p.comm} ${p.pid}`);
  const more = counted ? residents.length - named.length : 0;
  return [...named, ...(more > 0 ? [say(msg('count.more', { n: more }))] : [])].join(', ');
}

/** Pid 1 and engines first, then by pid. */
export function residentsOf(index: ModelIndex, inode: number): readonly Process[] {
  const rank = (p: Process) => (p.pid === 1 ? 0 : index.engines.has(p.pid) ? 1 : 2);
  return [...(index.processesByNamespace.get(inode) ?? [])].sort((a, b) => rank(a) - rank(b) || a.pid - b.pid);
}

/** The container whose processes are all that live there; null when none or several. */
export function containerOf(index: ModelIndex, inode: number): Container | null {
  const residents = index.processesByNamespace.get(inode) ?? [];
  const id = sharedContainerId(residents);
  return id === null ? null : (index.containers.get(id) ?? null);
}

/** True also for a container of which only the cgroup is known. */
export const isContainers = (index: ModelIndex, inode: number): boolean =>
  sharedContainerId(index.processesByNamespace.get(inode) ?? []) !== null;

function sharedContainerId(residents: readonly Process[]): string | null {
  const id = residents[0]?.containerId ?? null;
  return residents.some((p) => p.containerId !== id) ? null : id;
}

export function processCount(index: ModelIndex, namespace: MountNamespace): number {
  const listed = index.processesByNamespace.get(namespace.inode)?.length ?? 0;
  return Math.max(listed, namespace.heldBy.filter((h) => h.by === 'process').length);
}
