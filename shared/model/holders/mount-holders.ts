import { type Absent, notApplicable } from '#shared/base/absent.ts';
import type { Container, Volume } from '#shared/model/container.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { Holder } from '#shared/model/holder.ts';
import { containerPart, mountPart } from '#shared/model/holders/holder-parts.ts';
import { keepersOf } from '#shared/model/holders/keepers.ts';
import { containerOfNamespace, volumeOf } from '#shared/model/holders/volume-of.ts';
import { type Claim, whyMount } from '#shared/model/holders/why-mount.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import { type Mount, type MountNamespace, mountRef } from '#shared/model/mount.ts';
import { isWithin } from '#shared/model/mount-paths.ts';

/** Copies of a superblock in mount namespaces: a row for each place in each namespace and each keeper of it. */
export function mountHolders(
  index: ModelIndex,
  device: string,
  within: string | null,
  claim: Claim,
  through: Holder['through'],
): readonly Holder[] {
  const all = index.mountsByDevice.get(device) ?? [];
  const mounts = within === null ? all : all.filter((m) => isWithin(m.shape.root, within));
  return [...groupBy(mounts, (m) => m.namespace)].flatMap(([inode, inNamespace]) => {
    const namespace: MountNamespace = index.namespaces.get(inode) ?? { inode, heldBy: [], leaderPid: null };
    const container = containerOfNamespace(index, namespace);
    return outermost(inNamespace).flatMap((stack) => rowsOf(index, namespace, container, stack, claim, through));
  });
}

/**
 * One row for mounts that go together: those stacked on one point, and those of the same superblock below another of
 * them (docker's own rootfs is bound onto itself below the device's mount).
 */
function outermost(mounts: readonly Mount[]): readonly (readonly [Mount, ...Mount[]])[] {
  const byPoint = [...mounts].sort((a, b) => a.shape.mountPoint.length - b.shape.mountPoint.length || b.line - a.line);
  const stacks: [Mount, ...Mount[]][] = [];
  for (const mount of byPoint) {
    const above = stacks.find(
      ([top]) => top.shape.mountPoint !== '/' && isWithin(mount.shape.mountPoint, top.shape.mountPoint),
    );
    if (above) above.push(mount);
    else stacks.push([mount]);
  }
  return stacks;
}

function rowsOf(
  index: ModelIndex,
  namespace: MountNamespace,
  container: Container | null,
  stack: readonly [Mount, ...Mount[]],
  claim: Claim,
  through: Holder['through'],
): Holder[] {
  const [mount] = stack;
  const volume = volumeOf(container, mount);
  return keepersOf(index, namespace).map((keeper): Holder => {
    const { why, legitimate } = whyMount(index, mount, namespace, container, volume, keeper, claim);
    return {
      via: 'mount',
      namespace: keeper.namespace,
      process: keeper.process,
      fd: keeper.fd,
      through,
      container: containerPart(index, container),
      volume: volumePart(volume, container),
      mount: mountPart(mount),
      why,
      legitimate,
      sources: [
        ...stack.slice(0, 20).map(mountRef),
        ...(keeper.source ? [keeper.source] : []),
        ...(container && volume ? [container.source] : []),
      ],
    };
  });
}

function volumePart(volume: Volume | null, container: Container | null): Holder['volume'] | Absent {
  if (volume) return { source: volume.source, destination: volume.destination, propagation: volume.propagation };
  return notApplicable(container ? 'no volume of the container explains it' : 'no container');
}
