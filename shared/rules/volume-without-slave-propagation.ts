import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container, Volume } from '#shared/model/container.ts';
import { groupBy } from '#shared/model/group-by.ts';
import { isRunning, ownersOf } from '#shared/model/holders/owners.ts';
import { containerOfNamespace, volumeOf } from '#shared/model/holders/volume-of.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { type Mount, mountRef } from '#shared/model/mount.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { namespacesOf } from '#shared/rules/lookups.ts';
import { dockerCommand, remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, RemedyStep, Rule, RuleEvidence } from '#shared/rules/rule.ts';
import { stuckRemovals } from '#shared/rules/stuck-removals.ts';
import {
  containerSubject,
  distinctSubjects,
  mountSubject,
  namespaceSubject,
  podSubject,
  volumeSubject,
} from '#shared/rules/subjects.ts';

/** A mount of somebody else's that came into a container with a volume. */
interface Copy {
  readonly holder: Container;
  readonly volume: Volume;
  readonly mount: Mount;
  readonly owner: { readonly id: string; readonly name: string; readonly container: Container | null };
}

/**
 * R-02: a volume brought other containers' filesystems into a container, and no unmount event reaches them there.
 *
 * The volume's source text is not trusted, it may lead through a link: what counts is which filesystems stand at
 * or below its destination, by device. Nor is the propagation that the engine recorded: docker 18.03 and
 * later record rslave for its own root and fall back to private where the host's mount is not shared. What
 * the table says of each copy (no `shared:`, no `master:`) decides.
 */
export const volumeWithoutSlavePropagation: Rule = {
  id: 'volume-without-slave-propagation',
  code: 'R-02',
  needs: ['mount-tables', 'namespace-links', 'processes'],
  alsoReads: ['docker-containers', 'containerd-containers', 'podman-containers', 'block-devices', 'cgroups'],
  check(evidence) {
    const { model } = evidence;
    const copies = foreignCopies(model);
    const unreached = copies.filter((c) => isPrivate(c.mount));
    return firesOr(
      [...groupBy(unreached, (c) => `${c.holder.id}:${c.volume.destination}`).values()].map((g) => found(evidence, g)),
      () => {
        const unread = runningWithVolumes(model).find((c) => namespacesOf(model, c).size === 0);
        return unread
          ? cannotTell(msg('rule.volume-without-slave-propagation.unread', { name: unread.name }))
          : clear(
              msg('rule.volume-without-slave-propagation.clear', {
                containers: runningWithVolumes(model).length,
                copies: copies.length,
              }),
            );
      },
    );
  },
};

const isPrivate = ({ shape: { propagation: p } }: Mount) => p.shared === null && p.master === null;

const runningWithVolumes = (model: HostModel) =>
  model.containers.filter((c) => isRunning(c) && !isAbsent(c.volumes) && c.volumes.length > 0);

function foreignCopies(model: HostModel): readonly Copy[] {
  const index = indexOf(model);
  return model.namespaces.flatMap(({ inode }) => {
    const namespace = index.namespaces.get(inode);
    const holder = namespace ? containerOfNamespace(index, namespace) : null;
    if (holder === null || inode === index.hostNamespace) return [];
    return (index.mountsByNamespace.get(inode) ?? []).flatMap((mount): readonly Copy[] => {
      const volume = volumeOf(holder, mount);
      const owner = volume === null ? null : ownerOf(model, mount, volume);
      if (volume === null || owner === null || isOwnOrPods(holder, owner)) return [];
      return [{ holder, volume, mount, owner }];
    });
  });
}

/** Containers of one pod share its sandbox's shm and network files by design. */
const isOwnOrPods = (holder: Container, owner: Copy['owner']) =>
  owner.id === holder.id || (holder.podUid !== null && holder.podUid === owner.container?.podUid);

const shmPath = /\/(?:containers|sandboxes|overlay-containers)\/([0-9a-f]{64})\/(?:mounts\/|userdata\/)?shm$/;

/** Whose filesystem it is: by device; for a thin device or an shm whose container is gone, by the id in its name or its path. */
function ownerOf(model: HostModel, mount: Mount, volume: Volume): Copy['owner'] | null {
  const index = indexOf(model);
  const [known] = ownersOf(index, mount.shape.device);
  if (known) return { id: known.container.id, name: known.container.name, container: known.container };
  const layer = /^docker-\d+:\d+-\d+-([0-9a-f]{64})$/.exec(index.blocks.get(mount.shape.device)?.dmName ?? '')?.[1];
  if (layer !== undefined) return { id: layer, name: layer.slice(0, 12), container: null };
  if (mount.shape.fsType !== 'tmpfs') return null;
  const bound = mount.shape.mountPoint === volume.destination ? shmPath.exec(volume.source)?.[1] : undefined;
  const id = shmPath.exec(mount.shape.mountPoint)?.[1] ?? bound;
  if (id === undefined) return null;
  const container = index.containers.get(id) ?? null;
  return { id, name: container?.name ?? id.slice(0, 12), container };
}

function found(evidence: RuleEvidence, copies: readonly Copy[]): Finding {
  const [{ holder, volume }] = copies as readonly [Copy, ...Copy[]];
  const stuck = stuckRemovals(evidence).filter((r) => r.proof !== null);
  const holders = stuck.flatMap((r) =>
    r.holders.filter(
      (h) =>
        !isAbsent(h.container) &&
        h.container.id === holder.id &&
        !isAbsent(h.volume) &&
        h.volume.destination === volume.destination,
    ),
  );
  const owners = [...new Map(copies.map((c) => [c.owner.id, c.owner])).values()];
  const gone = owners.filter((o) => o.container === null || stuck.some((r) => r.id === o.id));
  const [first, ...rest] = copies.map((c) => c.mount) as [Mount, ...Mount[]];
  return finding({
    id: `R-02:${holder.id}:${volume.destination}`,
    severity: gone.length > 0 ? 'high' : 'medium',
    title: msg('rule.volume-without-slave-propagation.title', { name: holder.name, source: volume.source }),
    statement: msg('rule.volume-without-slave-propagation.statement', {
      name: holder.name,
      source: volume.source,
      destination: volume.destination,
      propagation: volume.propagation,
      copies: copies.length,
      owners: owners.length,
      gone: gone.length,
    }),
    subjects: nonEmpty(
      containerSubject(holder),
      distinctSubjects([
        volumeSubject(holder, volume),
        ...(holder.podUid === null ? [] : [podSubject(holder.podUid)]),
        ...owners.map(containerSubject),
        ...copies.map((c) => namespaceSubject(c.mount.namespace)),
        ...copies.slice(0, 50).map((c) => mountSubject(c.mount)),
      ]),
    ),
    sources: nonEmpty(mountRef(first), [...rest.slice(0, 49).map(mountRef), holder.source]),
    why: [msg('rule.volume-without-slave-propagation.why', { name: holder.name })],
    wrongIf: [msg('rule.volume-without-slave-propagation.wrong-if')],
    notLookedAt: [msg('rule.volume-without-slave-propagation.descriptors')],
    holders,
    remedy: cure(evidence.model, holder, volume, first.shape.mountPoint === volume.destination),
  });
}

function cure(model: HostModel, holder: Container, volume: Volume, isVolumeItself: boolean): readonly RemedyStep[] {
  const inPod = holder.podUid !== null;
  const runIn = inPod ? 'kubernetes' : 'host';
  const facts = { name: holder.name, source: volume.source, destination: volume.destination };
  const change = inPod
    ? msg('rule.volume-without-slave-propagation.host-to-container', facts)
    : msg('rule.volume-without-slave-propagation.rslave', facts);
  return [
    ...(isVolumeItself
      ? [remedyStep(msg('rule.volume-without-slave-propagation.not-theirs', facts), null, runIn)]
      : [
          remedyStep(change, null, runIn),
          remedyStep(msg('rule.volume-without-slave-propagation.less', facts), null, runIn),
        ]),
    remedyStep(
      msg('rule.volume-without-slave-propagation.restart', facts),
      holder.podUid === null ? dockerCommand(model, holder, 'restart') : null,
      runIn,
    ),
  ];
}
