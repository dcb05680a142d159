import { isAbsent } from '#shared/base/absent.ts';
import type { Container, Volume } from '#shared/model/container.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount, MountNamespace } from '#shared/model/mount.ts';
import { isWithin } from '#shared/model/mount-paths.ts';

/** The container that lives in a namespace: that of its first process, else of the process whose thread is in it. */
export function containerOfNamespace(index: ModelIndex, namespace: MountNamespace): Container | null {
  for (const hold of namespace.heldBy) {
    if (hold.by !== 'process' && hold.by !== 'thread') continue;
    const id = index.processes.get(hold.pid)?.containerId;
    const container = id ? index.containers.get(id) : undefined;
    if (container) return container;
  }
  return null;
}

/** The volume through which a mount came into a container: the one with the longest destination above it. */
export function volumeOf(container: Container | null, mount: Mount): Volume | null {
  if (!container || isAbsent(container.volumes)) return null;
  return container.volumes
    .filter((v) => isWithin(mount.shape.mountPoint, v.destination))
    .reduce<Volume | null>((best, v) => (best && best.destination.length >= v.destination.length ? best : v), null);
}
