import type { Container, Daemon } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { Mount, MountNamespace, MountTable } from '#shared/model/mount.ts';
import type { Process, Thread } from '#shared/model/process.ts';

/** Lookups over one model that more than one view needs. Built once per model, on first use. */
export interface ModelIndex {
  readonly namespace: ReadonlyMap<number, MountNamespace>;
  readonly table: ReadonlyMap<number, MountTable>;
  /** In the order of the table. */
  readonly mountsOf: ReadonlyMap<number, readonly Mount[]>;
  readonly process: ReadonlyMap<number, Process>;
  /** In pid order. */
  readonly processesOf: ReadonlyMap<number, readonly Process[]>;
  readonly threadsOf: ReadonlyMap<number, readonly Thread[]>;
  readonly container: ReadonlyMap<string, Container>;
  /** dockerd, containerd, kubelet, crio by pid; shims are not engines. */
  readonly engine: ReadonlyMap<number, Daemon>;
}

const indexes = new WeakMap<HostModel, ModelIndex>();

export function modelIndex(model: HostModel): ModelIndex {
  const known = indexes.get(model);
  if (known) return known;
  const index = buildIndex(model);
  indexes.set(model, index);
  return index;
}

function buildIndex(model: HostModel): ModelIndex {
  const byPid = [...model.processes].sort((a, b) => a.pid - b.pid);
  return {
    namespace: new Map(model.namespaces.map((n) => [n.inode, n])),
    table: new Map(model.mountTables.map((t) => [t.namespace, t])),
    mountsOf: groupBy(model.mounts, (m) => m.namespace),
    process: new Map(byPid.map((p) => [p.pid, p])),
    processesOf: groupBy(byPid, (p) => (typeof p.mountNamespace === 'number' ? p.mountNamespace : null)),
    threadsOf: groupBy(model.threads, (t) => t.mountNamespace),
    container: new Map(model.containers.map((c) => [c.id, c])),
    engine: new Map(model.daemons.filter((d) => d.kind !== 'shim').map((d) => [d.pid, d])),
  };
}

/** Items by key, each list in the order given; items without a key are left out. */
export function groupBy<Item, Key>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key | null,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
