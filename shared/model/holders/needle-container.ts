import { isAbsent, present } from '#shared/base/absent.ts';
import type { Container } from '#shared/model/container.ts';
import { type HoldTarget, type Resolution, superblock } from '#shared/model/holders/hold-target.ts';
import { isRunning, rootfsDevice, shmDevice } from '#shared/model/holders/owners.ts';
import { containerSubject, describeDevice, deviceSubject } from '#shared/model/holders/subjects.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount } from '#shared/model/mount.ts';
import { mountRowsOf } from '#shared/model/mount-rows.ts';

/** By the name its engine gave it; of several engines' containers with one name the first that is not running. */
export function byContainerName(index: ModelIndex, needle: string): Resolution | null {
  const name = needle.replace(/^\/(?=[^/]+$)/, '');
  const named = index.model.containers.filter((c) => c.name === name);
  const container = named.find((c) => !isRunning(c)) ?? named[0];
  return container ? ofContainer(index, container) : null;
}

/** By id, mount id, dm name's hash: whole, or the start of one when it starts only that. At least four digits. */
export function byHash(index: ModelIndex, needle: string): Resolution | null {
  const exact = index.containers.get(needle);
  if (exact) return ofContainer(index, exact);
  if (!/^[0-9a-f]{4,64}$/.test(needle)) return null;
  const byId = only(index.model.containers.filter((c) => c.id.startsWith(needle)));
  if (byId) return ofContainer(index, byId);
  const byLayer = only(index.model.containers.filter((c) => present(c.mountId)?.startsWith(needle)));
  if (byLayer) return ofContainer(index, byLayer);
  const block = only(
    index.model.blockDevices.filter((b) => /-([0-9a-f]{64})$/.exec(b.dmName ?? '')?.[1]?.startsWith(needle)),
  );
  if (block)
    return { resolved: describeDevice(index, block.device), targets: [superblock(block.device)], otherwise: [] };
  return byRemovedContainer(index, needle);
}

const only = <T>(rows: readonly T[]): T | null => (rows.length === 1 ? rows[0]! : null);

/**
 * The root filesystem is what blocks a removal. The shm is asked about when nothing holds the root filesystem; at once
 * where the engine's log says that the shm was busy, as kernels without `may_detach_mounts` make it.
 */
export function ofContainer(index: ModelIndex, container: Container): Resolution {
  const device = rootfsDevice(index, container);
  const shm = shmDevice(index, container);
  const rootfs: HoldTarget[] = device === null ? [] : [superblock(device)];
  const shmTarget: HoldTarget[] = shm === null || isRunning(container) ? [] : [superblock(shm)];
  const shmBusy = shmTarget.length > 0 && logSaysShmBusy(index, container.id);
  return {
    resolved: [containerSubject(container), ...(device === null ? [] : [deviceSubject(index, device)])],
    targets: shmBusy ? [...rootfs, ...shmTarget] : rootfs,
    otherwise: shmBusy ? [] : shmTarget,
  };
}

const logSaysShmBusy = (index: ModelIndex, id: string): boolean =>
  index.model.log.some(({ text }) => text.includes(`${id}/`) && /shm: device or resource busy/.test(text));

/**
 * A container that its engine no longer knows, by the traces it left: in the source of another's volume, in the root or
 * the path of a mount. Its id alone finds them: the host may know the folder by another path (a symbolic link).
 */
export function byRemovedContainer(index: ModelIndex, start: string): Resolution | null {
  const ids = new Set<string>();
  const collect = (text: string) => {
    for (const id of text.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? []) if (id.startsWith(start)) ids.add(id);
  };
  for (const { volumes } of index.model.containers) {
    if (!isAbsent(volumes)) for (const v of volumes) collect(v.source);
  }
  for (const shape of mountRowsOf(index.model).shapes()) {
    collect(shape.root);
    collect(shape.mountPoint);
  }
  for (const { text } of index.model.log) collect(text);
  const [id] = ids;
  if (id === undefined || ids.size > 1) return null;
  const targets = traces(index, `/${id}/`);
  const devices = targets.flatMap((t) =>
    t.kind === 'superblock' && t.within === null ? [deviceSubject(index, t.device)] : [],
  );
  return { resolved: [{ kind: 'container', id, name: id.slice(0, 12) }, ...devices], targets, otherwise: [] };
}

/** Targets of every mount that a volume with `part` in its source made, or that has `part` in its root or path. */
export function traces(index: ModelIndex, part: string): readonly HoldTarget[] {
  const targets = new Map<string, HoldTarget>();
  const add = (mount: Mount) => {
    if (mount.shape.device === '') return;
    const target = targetOfTrace(mount, part);
    targets.set(JSON.stringify(target), target);
  };
  for (const container of index.model.containers) {
    if (isAbsent(container.volumes) || container.pid === null) continue;
    const namespace = present(index.processes.get(container.pid)?.mountNamespace ?? 0);
    for (const volume of container.volumes.filter((v) => `${v.source}/`.includes(part))) {
      const mount = index.mountsByNamespace
        .get(namespace ?? -1)
        ?.findLast((m) => m.shape.mountPoint === volume.destination);
      if (mount) add(mount);
    }
  }
  const isTrace = ({ root, mountPoint, fsType }: Mount['shape']) =>
    fsType !== 'nsfs' && (`${root}/`.includes(part) || `${mountPoint}/`.includes(part));
  for (const mount of mountRowsOf(index.model).where(isTrace)) add(mount);
  return [...targets.values()];
}

/** A filesystem of its own is asked about whole; a folder of a filesystem that others live on as that folder. */
const targetOfTrace = ({ shape: { device, root } }: Mount, part: string): HoldTarget =>
  `${root}/`.includes(part) && !device.startsWith('0:') ? superblock(device, root) : superblock(device);
