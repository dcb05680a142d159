import { isAbsent, present } from '#shared/base/absent.ts';
import { namespaceInode } from '#shared/model/build/namespaces.ts';
import { mountsByPoint } from '#shared/model/holders/container-mounts.ts';
import { type Resolution, superblock } from '#shared/model/holders/hold-target.ts';
import { byRemovedContainer, ofContainer, traces } from '#shared/model/holders/needle-container.ts';
import { describeDevice } from '#shared/model/holders/subjects.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount } from '#shared/model/mount.ts';
import { isWithin } from '#shared/model/mount-paths.ts';

/**
 * By path: a path of a container's root filesystem or shm, a mount point (the host's namespace first), a pin, a folder
 * that an engine named by a container, the source of a volume. A path that is only below some mount names that mount's
 * whole filesystem, which is not what was asked: it is not found.
 */
export function byPath(index: ModelIndex, needle: string): Resolution | null {
  const path = needle.length > 1 ? needle.replace(/\/+$/, '') : needle;
  const shm = index.model.containers.find((c) => present(c.shmPath) === path);
  if (shm) {
    const { resolved, targets, otherwise } = ofContainer(index, shm);
    const asked = otherwise.length > 0 ? otherwise : targets;
    return { resolved, targets: asked, otherwise: [] };
  }
  const owner = index.model.containers.find((c) => !isAbsent(c.rootfsPath) && isWithin(path, c.rootfsPath));
  if (owner) return ofContainer(index, owner);
  return byMountPoint(index, path) ?? byFolderOfContainer(index, path) ?? byVolumeSource(index, path);
}

function byMountPoint(index: ModelIndex, path: string): Resolution | null {
  const mounts = mountsByPoint(index).get(path) ?? [];
  const mount = mounts.findLast((m) => m.namespace === index.hostNamespace) ?? mounts.at(-1);
  if (!mount) return null;
  const pinned = mount.shape.fsType === 'nsfs' ? namespaceInode(mount.shape.root) : null;
  const itself = { kind: 'mount' as const, id: `${mount.namespace}/${mount.mountId}`, name: path };
  if (pinned !== null) {
    const namespace = { kind: 'namespace' as const, id: String(pinned), name: `mnt:[${pinned}]` };
    return { resolved: [itself, namespace], targets: [{ kind: 'namespace', inode: pinned }], otherwise: [] };
  }
  if (mount.shape.device === '') return null;
  return {
    resolved: [itself, ...describeDevice(index, mount.shape.device)],
    targets: [targetOf(mount)],
    otherwise: [],
  };
}

/** A bind of a folder is asked about as that folder; the mount of a filesystem as the filesystem. */
const targetOf = ({ shape: { device, root, rootDeleted } }: Mount) => superblock(device, rootDeleted ? root : null);

/** `…/containers/<64 hex>/mounts/shm` of a container that is gone: the id and what follows it, whatever is before. */
function byFolderOfContainer(index: ModelIndex, path: string): Resolution | null {
  const id = /(?<![0-9a-f])([0-9a-f]{64})(?![0-9a-f])/.exec(path)?.[1];
  if (id === undefined) return null;
  const tail = path.slice(path.lastIndexOf(id));
  const targets = traces(index, `/${tail}/`);
  if (targets.length === 0) return byRemovedContainer(index, id);
  const devices = targets.flatMap((t) => (t.kind === 'superblock' ? describeDevice(index, t.device) : []));
  return { resolved: [{ kind: 'path', id: path, name: path }, ...devices], targets, otherwise: [] };
}

function byVolumeSource(index: ModelIndex, path: string): Resolution | null {
  const isKnown = index.model.containers.some((c) => !isAbsent(c.volumes) && c.volumes.some((v) => v.source === path));
  const targets = isKnown ? traces(index, `${path}/`) : [];
  return targets.length > 0 ? { resolved: [{ kind: 'path', id: path, name: path }], targets, otherwise: [] } : null;
}
