import { isAbsent, present } from '#shared/base/absent.ts';
import type { Container, Daemon } from '#shared/model/container.ts';
import { engineMount, overlayOfLayer } from '#shared/model/holders/container-mounts.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf, type ModelIndex } from '#shared/model/model-index.ts';

/** A container that a superblock belongs to: as its root filesystem or as its shm. */
export interface Owner {
  readonly container: Container;
  readonly as: 'rootfs' | 'shm';
  /** Path on the host where its engine mounts it, and where the unmount is made. */
  readonly path: string | null;
}

export const isRunning = ({ state }: Container): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting';

/** The engine's process: dockerd by its data root; containerd by the name of its state folder; the kubelet never. */
export function engineOf(index: ModelIndex, container: Container): Daemon | null {
  const kind = container.runtime === 'docker' ? 'dockerd' : container.runtime === 'cri-o' ? 'crio' : 'containerd';
  const daemons = [...index.engines.values()].filter((d) => d.kind === kind);
  const folder = container.engineRoot.split('/').at(-1);
  return (
    daemons.find((d) => d.root === container.engineRoot) ??
    daemons.find((d) => !isAbsent(d.root) && d.root.split('/').at(-1) === folder) ??
    (daemons.length === 1 ? daemons[0]! : null)
  );
}

/** The namespace in which the engine mounts and unmounts; the host's where the engine is not known. */
export function engineNamespace(index: ModelIndex, container: Container | null): number | null {
  const engine = container ? engineOf(index, container) : null;
  return (engine ? present(engine.mountNamespace) : null) ?? index.hostNamespace;
}

/** Device of a container's root filesystem, or null when none is active or mounted. */
export function rootfsDevice(index: ModelIndex, container: Container): string | null {
  const name = present(container.dmName);
  const block = name === null ? undefined : index.blocksByName.get(name);
  if (block) return block.device;
  const path = present(container.rootfsPath);
  const mounted = path === null ? null : engineMount(index, path, engineNamespace(index, container));
  if (mounted) return mounted.shape.device;
  const layer = present(container.mountId);
  const overlay = layer === null ? null : overlayOfLayer(index, layer);
  if (overlay) return overlay.shape.device;
  const pid = container.pid;
  const namespace = pid === null ? null : present(index.processes.get(pid)?.mountNamespace ?? 0);
  const root = index.mountsByNamespace.get(namespace ?? -1)?.findLast((m) => m.shape.mountPoint === '/');
  return root && isRunning(container) ? root.shape.device : null;
}

/** Device of the shm that the engine mounts for a container on the host; null when it is mounted nowhere. */
export function shmDevice(index: ModelIndex, container: Container): string | null {
  const path = present(container.shmPath);
  const mount = path === null ? null : engineMount(index, path, engineNamespace(index, container));
  return mount && mount.shape.fsType === 'tmpfs' ? mount.shape.device : null;
}

const owners = new WeakMap<ModelIndex, ReadonlyMap<string, readonly Owner[]>>();

/** Containers that a device belongs to. More than one where containers of a pod share a shm. */
export function ownersOf(index: ModelIndex, device: string): readonly Owner[] {
  let map = owners.get(index);
  if (!map) {
    map = allOwners(index);
    owners.set(index, map);
  }
  return map.get(device) ?? [];
}

function allOwners(index: ModelIndex): ReadonlyMap<string, readonly Owner[]> {
  const byDevice = new Map<string, Owner[]>();
  const add = (device: string | null, owner: Owner) => {
    if (device === null) return;
    const list = byDevice.get(device);
    if (list) list.push(owner);
    else byDevice.set(device, [owner]);
  };
  for (const container of index.model.containers) {
    add(rootfsDevice(index, container), { container, as: 'rootfs', path: present(container.rootfsPath) });
    add(shmDevice(index, container), { container, as: 'shm', path: present(container.shmPath) });
  }
  return byDevice;
}

/** Device of a container's root filesystem, for rules and views. */
export const containerDevice = (model: HostModel, container: Container): string | null =>
  rootfsDevice(indexOf(model), container);
