import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { Holder } from '#shared/model/holder.ts';
import { dockerHost } from '#shared/model/holders/docker-host.ts';
import type { HoldTarget } from '#shared/model/holders/hold-target.ts';
import { isRunning, ownersOf } from '#shared/model/holders/owners.ts';
import { endProcess, restartContainer, umountStep } from '#shared/model/holders/remedy-steps.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf, type ModelIndex } from '#shared/model/model-index.ts';
import { shell } from '#shared/model/shell-quote.ts';
import type { RemedyStep } from '#shared/model/subject.ts';

/**
 * The smallest set of steps that frees the targets, in the order they must be made: users before what they use,
 * then a check, then the removal itself. Every command is bound to what was captured; none is run.
 *
 * A copy that merely came along is unmounted in its namespace, which ends no process. Where the mount *is* the volume of
 * a running container, or its first process uses it, the container is restarted: pulling its own volume from under
 * it would break it, and a restart drops the whole namespace.
 */
export function freeing(
  model: HostModel,
  targets: readonly HoldTarget[],
  holders: readonly Holder[],
): readonly RemedyStep[] {
  const index = indexOf(model);
  // What the unmount at the original place reaches needs no step of its own.
  const toGo = holders.filter((h) => !h.legitimate && h.why.key !== 'holder.why.reached');
  const stays = holders.some((h) => h.legitimate);
  const restarted = new Set(toGo.filter((h) => needsRestart(index, h)).map(containerId));
  const ordered = [...toGo].sort((a, b) => b.through.length - a.through.length || rank(a) - rank(b));
  const steps: RemedyStep[] = [];
  for (const holder of ordered) {
    const id = containerId(holder);
    const container = id === null ? undefined : index.containers.get(id);
    if (container && restarted.has(id)) steps.push(...restartContainer(index, container, holder));
    else steps.push(...stepsFor(index, targets, holder));
  }
  const unique = [...new Map(steps.map((s) => [s.command ?? JSON.stringify(s.say), s])).values()];
  if (unique.length === 0) return [];
  return stays ? unique : [...unique, ...checks(index, targets), ...removals(index, targets)];
}

const rank = (h: Holder): number =>
  ({ cwd: 0, root: 0, exe: 0, fd: 0, map: 0, detached: 0, swap: 1, mount: 2, dm: 3, loop: 4 })[h.via];

const containerId = (h: Holder): string | null => (isAbsent(h.container) ? null : h.container.id);

function needsRestart(index: ModelIndex, h: Holder): boolean {
  const id = containerId(h);
  const container = id === null ? undefined : index.containers.get(id);
  if (!container || !isRunning(container) || !canRestart(container)) return false;
  if (h.via === 'mount') {
    return !isAbsent(h.mount) && !isAbsent(h.volume) && h.volume.destination === h.mount.mountPoint;
  }
  return !isAbsent(h.process) && h.process.pid === container.pid;
}

/** Plain containerd has no restart: what `ctr run` started, only its caller can start again. */
const canRestart = (c: Container): boolean => c.runtime !== 'containerd' || c.podUid !== null;

function stepsFor(index: ModelIndex, targets: readonly HoldTarget[], h: Holder): readonly RemedyStep[] {
  const at = h.through.at(-1);
  switch (h.via) {
    case 'mount':
      return targets.some((t) => t.kind === 'namespace') ? unpin(h) : umountStep(index, h);
    case 'loop':
      return at
        ? [
            {
              say: msg('holder.free.losetup', { name: at.name }),
              command: shell`losetup -d ${`/dev/${at.name}`}`,
              runIn: 'host',
            },
          ]
        : [];
    case 'dm':
      return at ? [removeDevice(index, at.name)] : [];
    case 'swap':
      return at ? [swapoff(index, at.name)] : [];
    case 'root':
    case 'cwd':
    case 'exe':
    case 'fd':
    case 'map':
    case 'detached':
      return endProcess(index, h);
  }
}

/** LVM keeps its own books: a volume is deactivated with LVM's commands, never pulled out under it. */
function removeDevice(index: ModelIndex, name: string): RemedyStep {
  const isLvm = index.blocksByName.get(name)?.dmUuid?.startsWith('LVM-') ?? false;
  return isLvm
    ? { say: msg('holder.free.lvm', { name }), command: null, runIn: 'host' }
    : { say: msg('holder.free.dm', { name }), command: shell`dmsetup remove ${name}`, runIn: 'host' };
}

function unpin(h: Holder): readonly RemedyStep[] {
  if (isAbsent(h.mount)) return [];
  const path = h.mount.mountPoint;
  return [{ say: msg('holder.free.unpin', { path }), command: shell`umount ${path}`, runIn: 'host' }];
}

/** swapoff(2) opens the path it is given, so a path relative to a detached mount cannot be named. */
function swapoff(index: ModelIndex, path: string): RemedyStep {
  const isLost = index.model.swaps.some((s) => s.path === path && isAbsent(s.device));
  return isLost
    ? { say: msg('holder.free.swapoff-detached', { path }), command: null, runIn: 'host' }
    : { say: msg('holder.free.swapoff', { path }), command: shell`swapoff ${path}`, runIn: 'host' };
}

/** Only device-mapper counts its openers. What docker has marked deleted is removed by the kernel itself with its last opener. */
function checks(index: ModelIndex, targets: readonly HoldTarget[]): readonly RemedyStep[] {
  return targets.flatMap((target): RemedyStep[] => {
    const block = target.kind === 'superblock' ? index.blocks.get(target.device) : undefined;
    if (!block?.dmName) return [];
    const { dmName: device, dockerDeleted } = block;
    if (dockerDeleted === true) {
      const command = shell`! dmsetup info -c --noheadings -o name,open ${device} 2>/dev/null`;
      return [{ say: msg('holder.free.check-gone', { device }), command, runIn: 'host' }];
    }
    const [major, minor] = block.device.split(':');
    const command = shell`dmsetup info -c --noheadings -o open -j ${major!} -m ${minor!}`;
    return [{ say: msg('holder.free.check', { device }), command, runIn: 'host' }];
  });
}

/** Only what its engine was already told to remove. */
function removals(index: ModelIndex, targets: readonly HoldTarget[]): readonly RemedyStep[] {
  const owners = targets.flatMap((t) => (t.kind === 'superblock' ? ownersOf(index, t.device) : []));
  const gone = new Map(owners.map((o) => [o.container.id, o.container]));
  return [...gone.values()]
    .filter((c) => c.runtime === 'docker' && (c.state === 'dead' || c.state === 'removing'))
    .map((c): RemedyStep => {
      const socket = dockerHost(index, c);
      const command = socket === null ? shell`docker rm ${c.name}` : shell`docker -H ${socket} rm ${c.name}`;
      return { say: msg('holder.free.remove', { container: c.name }), command, runIn: 'host' };
    });
}
