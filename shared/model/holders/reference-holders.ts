import { notApplicable } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { Holder } from '#shared/model/holder.ts';
import {
  containerOfProcess,
  containerPart,
  mountPart,
  namespaceOfProcess,
  processPart,
} from '#shared/model/holders/holder-parts.ts';
import { isRunning, type Owner } from '#shared/model/holders/owners.ts';
import { type Claim, runningOwner } from '#shared/model/holders/why-mount.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount } from '#shared/model/mount.ts';
import type { Reference } from '#shared/model/process.ts';

const order = { root: 0, cwd: 1, exe: 2, fd: 3, map: 4 } as const;

/**
 * Processes that refer to a superblock past every mount table: one row a process, by the reference that is hardest to
 * let go; all of them are cited. Processes of a namespace that has the superblock as its `/` are left out: they are the
 * namespace's row.
 */
export function referenceHolders(
  index: ModelIndex,
  device: string,
  claim: Claim,
  through: Holder['through'],
): readonly Holder[] {
  const mounts = index.mountsByDevice.get(device) ?? [];
  const asRoot = new Set(mounts.filter((m) => m.shape.mountPoint === '/').map((m) => m.namespace));
  const inside = groupBy(index.referencesByDevice.get(device) ?? [], (r) => r.pid);
  const rows: Holder[] = [];
  for (const [pid, references] of inside) {
    const namespace = index.processes.get(pid)?.mountNamespace;
    if (typeof namespace === 'number' && asRoot.has(namespace)) continue;
    rows.push(rowOf(index, pid, references, mounts, claim, through));
  }
  for (const [pid, references] of groupBy(index.openersByDevice.get(device) ?? [], (r) => r.pid)) {
    rows.push(openerOf(index, pid, references[0]!, claim, through));
  }
  return rows;
}

function rowOf(
  index: ModelIndex,
  pid: number,
  references: readonly Reference[],
  mounts: readonly Mount[],
  claim: Claim,
  through: Holder['through'],
): Holder {
  const sorted = [...references].sort((a, b) => order[a.via] - order[b.via] || (a.fd ?? 0) - (b.fd ?? 0));
  const first = sorted[0]!;
  const isDetached = first.via === 'fd' && first.onMountRoot;
  const namespace = namespaceOfProcess(index, pid);
  const container = containerOfProcess(index, pid);
  const inode = 'id' in namespace ? namespace.id : -1;
  const mount =
    mounts.find((m) => m.mountId === first.mountId) ??
    (first.detached === true ? undefined : mounts.find((m) => m.namespace === inode));
  return {
    via: isDetached ? 'detached' : first.via,
    namespace,
    process: processPart(index, pid),
    fd: first.fd ?? notApplicable('no descriptor'),
    through,
    container: containerPart(index, container),
    volume: notApplicable('it does not come through a volume'),
    mount: mount ? mountPart(mount) : notApplicable('no table has the mount it is on'),
    why: isDetached ? msg('holder.why.detached', { fd: first.fd ?? 0 }) : whyReference(first),
    legitimate: runningOwner(claim, container) !== null || servesOwner(index, pid, claim.owners),
    sources: sorted.slice(0, 20).map((r) => r.source),
  };
}

const whyReference = ({ via, target, detached }: Reference): Message =>
  msg(detached === true ? 'holder.why.reference-detached' : 'holder.why.reference', { via, target });

function openerOf(
  index: ModelIndex,
  pid: number,
  reference: Reference,
  claim: Claim,
  through: Holder['through'],
): Holder {
  const container: Container | null = containerOfProcess(index, pid);
  return {
    via: 'fd',
    namespace: namespaceOfProcess(index, pid),
    process: processPart(index, pid),
    fd: reference.fd ?? notApplicable('no descriptor'),
    through,
    container: containerPart(index, container),
    volume: notApplicable('it does not come through a volume'),
    mount: notApplicable('the device node itself is open'),
    why: msg('holder.why.device-open', { fd: reference.fd ?? 0, node: reference.target }),
    legitimate: servesOwner(index, pid, claim.owners),
    sources: [reference.source],
  };
}

/** The shim of a running owner. */
const servesOwner = (index: ModelIndex, pid: number, owners: readonly Owner[]): boolean => {
  const served = index.shims.get(pid)?.containerId;
  return served !== undefined && owners.some((o) => o.container.id === served && isRunning(o.container));
};
