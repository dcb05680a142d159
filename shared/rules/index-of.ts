import type { BlockDevice } from '#shared/model/block.ts';
import type { Container } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { Mount, MountNamespace } from '#shared/model/mount.ts';
import type { Process } from '#shared/model/process.ts';

/** The joins that several rules ask for, built once per model. */
export interface ModelIndex {
  readonly processes: ReadonlyMap<number, Process>;
  readonly containers: ReadonlyMap<string, Container>;
  readonly namespaces: ReadonlyMap<number, MountNamespace>;
  readonly mountsByNamespace: ReadonlyMap<number, readonly Mount[]>;
  readonly mountsByDevice: ReadonlyMap<string, readonly Mount[]>;
  readonly blockByDmName: ReadonlyMap<string, BlockDevice>;
  readonly blockByKernelName: ReadonlyMap<string, BlockDevice>;
  readonly processesByContainer: ReadonlyMap<string, readonly Process[]>;
  /** Mount namespace of pid 1: where the host's own mounts are. Null when it could not be read. Never a constant (FORMATS 4). */
  readonly hostNamespace: number | null;
}

const built = new WeakMap<HostModel, ModelIndex>();

export function indexOf(model: HostModel): ModelIndex {
  const known = built.get(model);
  if (known) return known;
  const processes = new Map(model.processes.map((p) => [p.pid, p] as const));
  const init = processes.get(1)?.mountNamespace;
  const index: ModelIndex = {
    processes,
    containers: new Map(model.containers.map((c) => [c.id, c] as const)),
    namespaces: new Map(model.namespaces.map((n) => [n.inode, n] as const)),
    mountsByNamespace: grouped(model.mounts, (m) => m.namespace),
    mountsByDevice: grouped(model.mounts, (m) => m.shape.device),
    blockByDmName: new Map(model.blockDevices.flatMap((b) => (b.dmName === null ? [] : [[b.dmName, b] as const]))),
    blockByKernelName: new Map(model.blockDevices.map((b) => [b.kernelName, b] as const)),
    processesByContainer: grouped(
      model.processes.filter((p) => p.containerId !== null),
      (p) => p.containerId ?? '',
    ),
    hostNamespace: typeof init === 'number' ? init : null,
  };
  built.set(model, index);
  return index;
}

export function grouped<T, K>(rows: readonly T[], keyOf: (row: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Mount namespaces in which processes of this container live; empty when it does not run or could not be read. */
export function namespacesOf(model: HostModel, container: Container): ReadonlySet<number> {
  const { processes, processesByContainer } = indexOf(model);
  const main = container.pid === null ? undefined : processes.get(container.pid);
  const all = [...(processesByContainer.get(container.id) ?? []), ...(main ? [main] : [])];
  return new Set(all.map((p) => p.mountNamespace).filter((ns) => typeof ns === 'number'));
}

/** `path` is `folder` or below it, compared by whole segments. */
export function isUnder(path: string, folder: string): boolean {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  return path === folder || path.startsWith(base);
}

/** Milliseconds between a moment and the capture; null when either is not known. */
export function ageMs(model: HostModel, at: number | null): number | null {
  const now = model.capture.capturedAt;
  return at === null || typeof now !== 'number' ? null : now - at;
}
