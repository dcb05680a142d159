import { isAbsent } from '#shared/base/absent.ts';
import type { Container } from '#shared/model/container.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { HoldTarget } from '#shared/model/holders/hold-target.ts';
import { mountHolders } from '#shared/model/holders/mount-holders.ts';
import { namespaceHolders } from '#shared/model/holders/namespace-holders.ts';
import { engineNamespace, ownersOf } from '#shared/model/holders/owners.ts';
import { unmountOrigin } from '#shared/model/holders/propagation-reach.ts';
import { referenceHolders } from '#shared/model/holders/reference-holders.ts';
import { likelySwaps, stackHolders } from '#shared/model/holders/stack-holders.ts';
import type { Claim } from '#shared/model/holders/why-mount.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf, type ModelIndex } from '#shared/model/model-index.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';

/**
 * Everything that keeps a target alive: copies in mount namespaces, what processes refer to, loop, swap and
 * device-mapper devices on it, and the users of those in turn.
 *
 * Matches by device number, never by the text of a path: in a container its device is mounted on `/`, and a bind may
 * stand anywhere. Those that must go come first, the legitimate ones after them.
 */
export function findHolders(model: HostModel, target: HoldTarget): readonly Holder[] {
  const index = indexOf(model);
  const found = target.kind === 'namespace' ? namespaceHolders(index, target.inode) : superblockHolders(index, target);
  return [...found].sort((a, b) => Number(a.legitimate) - Number(b.legitimate) || place(a) - place(b));
}

/** What has a table first, then by who keeps it; what stands on something else after what it stands on. */
const place = (h: Holder): number =>
  h.through.length * 10 + (h.via === 'mount' && !isAbsent(h.namespace) ? keptBy[h.namespace.heldBy] : 5);

const keptBy = { process: 0, thread: 1, nsfs: 2, fd: 3 } as const;

function superblockHolders(
  index: ModelIndex,
  { device, within }: Extract<HoldTarget, { kind: 'superblock' }>,
): readonly Holder[] {
  const visited = new Set<string>([device]);
  const queue: { device: string; through: Holder['through'] }[] = [{ device, through: [] }];
  const found: Holder[] = [];
  for (let at = queue.shift(); at; at = queue.shift()) {
    const claim = claimOn(index, at.device);
    const folder = at.through.length === 0 ? within : null;
    found.push(...mountHolders(index, at.device, folder, claim, at.through));
    // Of a folder only mounts can be told: a descriptor does not say which folder of the filesystem it lies in.
    if (folder !== null) continue;
    found.push(...referenceHolders(index, at.device, claim, at.through));
    const { holders, above } = stackHolders(index, at.device, at.through);
    found.push(...holders);
    for (const next of above) {
      if (visited.has(next.device)) continue;
      visited.add(next.device);
      queue.push(next);
    }
  }
  return found.length === 0 ? likelySwaps(index, device) : found;
}

/** Whose it is and where it is to be unmounted; for a device that no container owns, where the host has it mounted. */
function claimOn(index: ModelIndex, device: string): Claim {
  const owners = ownersOf(index, device);
  const [owner] = owners;
  const sibling = owner ? null : dockerSibling(index, device);
  const namespace = engineNamespace(index, owner?.container ?? sibling?.container ?? null);
  const path = owner ? owner.path : (sibling?.path ?? hostPath(index, device));
  return { owners, origin: unmountOrigin(index, namespace, path), path };
}

/**
 * docker names a device by its data root and the layer's id, so that of a container it has forgotten still tells where it
 * was mounted: another container of the same data root shows which root that is.
 */
function dockerSibling(index: ModelIndex, device: string): { container: Container; path: string } | null {
  const match = /^(docker-\d+:\d+-\d+-)([0-9a-f]{64})$/.exec(index.blocks.get(device)?.dmName ?? '');
  const container = match ? thinIndex(index.model).containerOfPrefix.get(match[1]!) : undefined;
  return match && container ? { container, path: `${container.engineRoot}/devicemapper/mnt/${match[2]}` } : null;
}

const hostPath = (index: ModelIndex, device: string): string | null =>
  index.mountsByDevice.get(device)?.find((m) => m.namespace === index.hostNamespace)?.shape.mountPoint ?? null;
