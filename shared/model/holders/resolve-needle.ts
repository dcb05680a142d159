import { isAbsent } from '#shared/base/absent.ts';
import type { Resolution } from '#shared/model/holders/hold-target.ts';
import { superblock } from '#shared/model/holders/hold-target.ts';
import { byContainerName, byHash } from '#shared/model/holders/needle-container.ts';
import { byImage, byPathInContainer, byStoredLayer } from '#shared/model/holders/needle-layer.ts';
import { byPath } from '#shared/model/holders/needle-path.ts';
import { byInactiveName, byLayer, byThinId } from '#shared/model/holders/needle-thin.ts';
import { describeDevice } from '#shared/model/holders/subjects.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf, type ModelIndex } from '#shared/model/model-index.ts';
import { mountRowsOf } from '#shared/model/mount-rows.ts';

/**
 * What a needle names on this host, or null when it is nowhere in the evidence. Tried in this order:
 *
 *     253:16, dm-16, loop2, /dev/…, a device-mapper name    a device
 *     mnt:[4026532570], 4026532570                          a mount namespace
 *     pid:5677, mount:952                                   said outright
 *     victim-A3                                             a container's name
 *     952                                                   a mount id, else a pid
 *     /var/lib/…                                            a path in the evidence
 *     9d4872369603…                                         a container id, mount id, snapshot or image layer, whole or the start of one
 *     coredns:/etc/hosts                                    what serves a path in a container
 *     snapshot:79, sha256:…, registry.lab/pause:3.6         an unpacked layer or an image, by the overlays mounted on it
 *     POOL:27, 253:9/27, thin:27, sha256:…, docker-…-hash   a thin device by id, by its layer, by the name it would be active under
 */
export function resolveNeedle(model: HostModel, needle: string): Resolution | null {
  const index = indexOf(model);
  const wanted = needle.trim();
  if (wanted === '') return null;
  return (
    byDevice(index, wanted) ??
    byNamespace(index, wanted) ??
    bySaidKind(index, wanted) ??
    byContainerName(index, wanted) ??
    byPathInContainer(index, wanted) ??
    byNumber(index, wanted) ??
    byThinId(index, wanted) ??
    byInactiveName(index, wanted) ??
    (wanted.startsWith('/')
      ? (byStoredLayer(index, wanted) ?? byPath(index, wanted))
      : (byHash(index, wanted) ?? byLayer(index, wanted) ?? byStoredLayer(index, wanted) ?? byImage(index, wanted)))
  );
}

function byDevice(index: ModelIndex, needle: string): Resolution | null {
  const isNumber = /^\d+:\d+$/.test(needle);
  const block = isNumber
    ? index.blocks.get(needle)
    : (index.blocksByName.get(needle.replace(/^\/dev\/(?:mapper\/)?/, '')) ?? index.blocksByName.get(needle));
  if (block)
    return { resolved: describeDevice(index, block.device), targets: [superblock(block.device)], otherwise: [] };
  const isKnown = isNumber && (index.mountsByDevice.has(needle) || index.referencesByDevice.has(needle));
  return isKnown ? { resolved: describeDevice(index, needle), targets: [superblock(needle)], otherwise: [] } : null;
}

function byNamespace(index: ModelIndex, needle: string): Resolution | null {
  const inode = Number(
    /^(?:mnt:\[(\d+)\]|(\d+))$/
      .exec(needle)
      ?.slice(1)
      .find((d) => d !== undefined) ?? Number.NaN,
  );
  return index.namespaces.has(inode) ? namespaceOf(inode) : null;
}

const namespaceOf = (inode: number): Resolution => ({
  resolved: [{ kind: 'namespace', id: String(inode), name: `mnt:[${inode}]` }],
  targets: [{ kind: 'namespace', inode }],
  otherwise: [],
});

function bySaidKind(index: ModelIndex, needle: string): Resolution | null {
  const match = /^(pid|mount)[: ](\d+)$/.exec(needle);
  if (!match) return null;
  return match[1] === 'pid' ? byPid(index, Number(match[2])) : byMountId(index, Number(match[2]));
}

function byNumber(index: ModelIndex, needle: string): Resolution | null {
  if (!/^\d{1,9}$/.test(needle)) return null;
  return byMountId(index, Number(needle)) ?? byPid(index, Number(needle));
}

/** Mount ids are unique on a host, so any namespace's table may hold it. */
function byMountId(index: ModelIndex, mountId: number): Resolution | null {
  const mount = mountRowsOf(index.model).withIds(new Set([mountId]))[0];
  if (!mount || mount.shape.device === '') return null;
  return {
    resolved: [
      { kind: 'mount', id: `${mount.namespace}/${mount.mountId}`, name: mount.shape.mountPoint },
      ...describeDevice(index, mount.shape.device),
    ],
    targets: [superblock(mount.shape.device)],
    otherwise: [],
  };
}

/** A process keeps its mount namespace; who else keeps it is the question. */
function byPid(index: ModelIndex, pid: number): Resolution | null {
  const process = index.processes.get(pid);
  if (!process) return null;
  const { mountNamespace } = process;
  const itself = { kind: 'process' as const, id: String(pid), name: process.comm };
  if (isAbsent(mountNamespace)) return { resolved: [itself], targets: [], otherwise: [] };
  const { resolved, targets } = namespaceOf(mountNamespace);
  return { resolved: [itself, ...resolved], targets, otherwise: [] };
}
