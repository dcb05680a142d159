import { isAbsent } from '#shared/base/absent.ts';
import type { Container } from '#shared/model/container.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { Process } from '#shared/model/process.ts';

/**
 * Mount namespace of pid 1, or null when it could not be read. Unlike the index's `hostNamespace` it does not fall
 * back to the collector's own: a rule that compares with the host must not compare a guest with itself.
 */
export function initNamespaceOf(model: HostModel): number | null {
  const inode = indexOf(model).processes.get(1)?.mountNamespace;
  return inode === undefined || isAbsent(inode) ? null : inode;
}

const byContainer = new WeakMap<HostModel, ReadonlyMap<string, readonly Process[]>>();

/** Processes of a container, by cgroup or shim, and the one its engine recorded. */
function processesOf(model: HostModel, container: Container): readonly Process[] {
  let groups = byContainer.get(model);
  if (!groups) {
    groups = groupBy(model.processes, (p) => p.containerId ?? '');
    byContainer.set(model, groups);
  }
  const main = container.pid === null ? undefined : indexOf(model).processes.get(container.pid);
  return [...(groups.get(container.id) ?? []), ...(main ? [main] : [])];
}

/** Mount namespaces in which processes of this container live; empty when it does not run or could not be read. */
export function namespacesOf(model: HostModel, container: Container): ReadonlySet<number> {
  return new Set(processesOf(model, container).flatMap((p) => (isAbsent(p.mountNamespace) ? [] : [p.mountNamespace])));
}

/** Milliseconds between a moment and the capture; null when either is not known. */
export function ageMs(model: HostModel, at: number | null): number | null {
  const now = model.capture.capturedAt;
  return at === null || isAbsent(now) ? null : now - at;
}
