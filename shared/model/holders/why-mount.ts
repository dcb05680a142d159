import type { Message } from '#shared/base/message.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container, Volume } from '#shared/model/container.ts';
import { startOf } from '#shared/model/holders/holder-parts.ts';
import type { Keeper } from '#shared/model/holders/keepers.ts';
import { isRunning, type Owner } from '#shared/model/holders/owners.ts';
import { type Reach, reachOf, type UnmountOrigin } from '#shared/model/holders/propagation-reach.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount, MountNamespace } from '#shared/model/mount.ts';

/** Whose the superblock is, and where it is to be unmounted: what makes a copy legitimate, and what did not reach it. */
export interface Claim {
  readonly owners: readonly Owner[];
  readonly origin: UnmountOrigin | null;
  /** The path of the unmount as it is known; null where it is not. */
  readonly path: string | null;
}

/** Of the container that `container` is, or is in one pod with, while it runs; null for anybody else. */
export function runningOwner({ owners }: Claim, container: Container | null): Owner | null {
  if (!container || !isRunning(container)) return null;
  return (
    owners.find((o) => o.container.id === container.id) ??
    owners.find((o) => o.as === 'shm' && o.container.podUid !== null && o.container.podUid === container.podUid) ??
    null
  );
}

/** Pid of the shim of a running owner that lives in this namespace, where it is not the engine's. */
function shimOfOwner(index: ModelIndex, namespace: MountNamespace, { owners, origin }: Claim): number | null {
  if (namespace.inode === origin?.namespace) return null;
  const running = new Set(owners.filter((o) => isRunning(o.container)).map((o) => o.container.id));
  if (running.size === 0) return null;
  const shim = namespace.heldBy.find(
    (hold) => hold.by === 'process' && running.has(index.shims.get(hold.pid)?.containerId ?? ''),
  );
  return shim?.by === 'process' ? shim.pid : null;
}

/** One sentence: why an unmount did not, or will, take this copy away. */
export function whyMount(
  index: ModelIndex,
  mount: Mount,
  namespace: MountNamespace,
  container: Container | null,
  volume: Volume | null,
  keeper: Keeper,
  claim: Claim,
): { readonly why: Message; readonly legitimate: boolean } {
  const owner = runningOwner(claim, container);
  if (owner && container) {
    const why =
      owner.container.id === container.id
        ? msg('holder.why.owner', { container: container.name })
        : msg('holder.why.pod', { container: container.name, owner: owner.container.name });
    return { why, legitimate: true };
  }
  const shim = shimOfOwner(index, namespace, claim);
  if (shim !== null) return { why: msg('holder.why.shim', { pid: shim }), legitimate: true };
  const reach = reachOf(index, mount, claim.origin);
  const ownerRuns = claim.owners.some((o) => isRunning(o.container));
  if (reach.kind === 'origin') {
    const path = mount.shape.mountPoint;
    return claim.owners.length > 0
      ? { why: msg('holder.why.engine', { path }), legitimate: true }
      : { why: msg('holder.why.mounted', { path }), legitimate: false };
  }
  if (reach.kind === 'peer' || reach.kind === 'slave') {
    const { kind, group, parent } = reach;
    const path = claim.path ?? mount.shape.mountPoint;
    return { why: msg('holder.why.reached', { kind, group, parentId: parent.mountId, path }), legitimate: ownerRuns };
  }
  return { why: whyNotReached(index, mount, namespace, container, volume, keeper, claim, reach), legitimate: false };
}

function whyNotReached(
  index: ModelIndex,
  mount: Mount,
  namespace: MountNamespace,
  container: Container | null,
  volume: Volume | null,
  keeper: Keeper,
  claim: Claim,
  reach: Reach,
): Message {
  const since = startOf(index, namespace.leaderPid);
  const { mountPoint } = mount.shape;
  if (container && volume) return whyVolume(mount, container, volume, since, reach);
  const kept = { kept: keeper.by, keeper: keeper.words };
  const path = claim.path ?? mountPoint;
  if (claim.path !== null && mountPoint !== claim.path && reach.kind !== 'unknown') {
    return msg('holder.why.elsewhere', { mountPoint, path, ...kept });
  }
  const group = claim.origin?.parent.shape.propagation.shared ?? null;
  switch (reach.kind) {
    case 'private':
    case 'other-group': {
      const parent = { parentId: reach.parent.mountId, parentPoint: reach.parent.shape.mountPoint };
      return msg(`holder.why.${reach.kind}`, { ...parent, group: group ?? 0, path, since, ...kept });
    }
    case 'origin-private':
      return msg('holder.why.origin-private', { path, ...kept });
    case 'elsewhere':
      return msg('holder.why.elsewhere', { mountPoint, path, ...kept });
    case 'origin':
    case 'peer':
    case 'slave':
    case 'unknown':
      return msg('holder.why.copy', { mountPoint, ...kept });
  }
}

/** The volume is the mount itself, or the mount came along below it when the volume was bound recursively. */
function whyVolume(mount: Mount, container: Container, volume: Volume, since: string, reach: Reach): Message {
  const { source, destination } = volume;
  const facts = { container: container.name, source, destination, propagation: volume.propagation || 'not set' };
  if (mount.shape.mountPoint === destination) return msg('holder.why.bound-by-volume', { ...facts, since });
  if (reach.kind === 'private' || reach.kind === 'other-group' || reach.kind === 'origin-private') {
    return msg('holder.why.copied-with-volume', { ...facts, parentId: mount.parentId, since });
  }
  return msg('holder.why.copied-slave-volume', facts);
}
