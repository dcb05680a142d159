import { isAbsent } from '#shared/base/absent.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { Container } from '#shared/model/container.ts';
import type { Holder } from '#shared/model/holder.ts';
import { findHolders } from '#shared/model/holders/find-holders.ts';
import { type HoldTarget, superblock } from '#shared/model/holders/hold-target.ts';
import { containerDevice, shmDevice } from '#shared/model/holders/owners.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { type BusyLines, busyLines } from '#shared/rules/busy-lines.ts';
import { ageMs } from '#shared/rules/lookups.ts';
import type { RuleEvidence } from '#shared/rules/rule.ts';

/** A dying container's own shim may keep its mounts for some seconds: older than this it is no delay any more. */
const delayMs = 60_000;

/** Something whose owner is gone or going, and which is still held: the only thing the leak rules speak of. */
export interface StuckRemoval {
  /** Container id, or the device's name where no engine knows the container any more. */
  readonly id: string;
  readonly name: string;
  readonly container: Container | null;
  readonly target: HoldTarget;
  readonly device: BlockDevice | null;
  /** By no design: without the owner, its engine and its shim; and not seen released in the second sample. */
  readonly holders: readonly Holder[];
  /** Engine lines that say it is busy, oldest first. */
  readonly lines: readonly LogLine[];
  /**
   * The second signal beside "held and its owner gone": the end of its owner, or a line of the engine, lies more
   * than a minute back; or the second sample saw it held again. Null: seen only once, so nobody is accused.
   */
  readonly proof: { readonly by: 'age' | 'log' | 'second-sample'; readonly seconds: number } | null;
}

const found = new WeakMap<RuleEvidence, readonly StuckRemoval[]>();

export function stuckRemovals(evidence: RuleEvidence): readonly StuckRemoval[] {
  const known = found.get(evidence);
  if (known) return known;
  const { model } = evidence;
  const busy = busyLines(model);
  // With the list of containers in doubt the device of a container may look like nobody's.
  const ownersKnown = evidence.doubt('docker-containers') === null;
  const removals = [...ofContainers(model, busy), ...(ownersKnown ? ofDevicesWithoutOwner(model, busy) : [])];
  const stuck = removals.filter((r) => r.holders.length > 0 || isOpen(r.device));
  found.set(evidence, stuck);
  return stuck;
}

const isOpen = (device: BlockDevice | null) => device !== null && !isAbsent(device.dmOpen) && device.dmOpen > 0;

function ofContainers(model: HostModel, busy: BusyLines): readonly StuckRemoval[] {
  const gone = model.containers.filter((c) => isGoing(c) || (c.state === 'exited' && refusedSince(c, busy)));
  return gone.flatMap((container) => {
    const own = busy.about(idsOf(container));
    const { id, name } = container;
    const lines = own.map((b) => b.line);
    const rootfs = containerDevice(model, container);
    const held = rootfs === null ? [] : stuck(model, { id, name, container, target: superblock(rootfs), lines });
    // Copies of its shm go by themselves with its folder, once the root filesystem is free; so they are asked for only
    // where that is not what blocks, or where the engine itself complains of the shm (I-3).
    const shmRefused = own.some((b) => b.paths.some((p) => p.endsWith('/shm')));
    if (held.some((r) => r.holders.length > 0) && !shmRefused) return held;
    const shm = shmDevice(indexOf(model), container);
    return [...held, ...(shm === null ? [] : stuck(model, { id, name, container, target: superblock(shm), lines }))];
  });
}

const idsOf = ({ id, mountId }: Container): readonly string[] => (isAbsent(mountId) ? [id] : [id, mountId]);

const isGoing = (c: Container) => c.state === 'dead' || c.state === 'removing';

/** An engine that has no word for "removal failed" leaves the container exited; then its own complaint, after the end, is the sign. */
function refusedSince(container: Container, busy: BusyLines): boolean {
  const end = isAbsent(container.finishedAt) ? null : container.finishedAt;
  return end !== null && busy.about(idsOf(container)).some((b) => (b.line.at ?? 0) >= end);
}

/**
 * Thin devices of docker whose container is gone: deferred deletion let the removal through and waits for the device.
 * Only docker's own word counts (`deleted`): layers of images are without a container too, and are mounted for a
 * moment by each pull, commit and copy.
 */
function ofDevicesWithoutOwner(model: HostModel, busy: BusyLines): readonly StuckRemoval[] {
  const owned = new Set(model.containers.flatMap((c) => (isAbsent(c.mountId) ? [] : [c.mountId])));
  return model.blockDevices.flatMap((device) => {
    const layer = /^docker-\d+:\d+-\d+-([0-9a-f]{64})$/.exec(device.dmName ?? '')?.[1];
    if (layer === undefined || device.dockerDeleted !== true || owned.has(layer) || !isOpen(device)) return [];
    const lines = busy.about([layer]).map((b) => b.line);
    const name = layer.slice(0, 12);
    return stuck(model, {
      id: device.dmName ?? layer,
      name,
      container: null,
      target: superblock(device.device),
      lines,
    });
  });
}

/**
 * Filesystems of block devices that no table mounts any more and that a process still refers to: detached with
 * `umount -l`, or by a removal of the mountpoint. Asked for by R-06 alone; the mount itself was the owner.
 */
export function detachedFilesystems(evidence: RuleEvidence): readonly StuckRemoval[] {
  const { model } = evidence;
  const index = indexOf(model);
  const known = new Set(stuckRemovals(evidence).map((r) => r.device?.device));
  const detached = new Set(
    model.references.flatMap((r) => (r.detached === true && !isAbsent(r.device) ? [r.device] : [])),
  );
  return model.blockDevices.flatMap((device) => {
    if (!detached.has(device.device) || known.has(device.device)) return [];
    // A descriptor may stand on a detached bind of a filesystem that is mounted elsewhere: that one is in use by design.
    if ((index.mountsByDevice.get(device.device) ?? []).length > 0) return [];
    const name = device.dmName ?? device.kernelName;
    return stuck(model, { id: device.device, name, container: null, target: superblock(device.device), lines: [] });
  });
}

function stuck(
  model: HostModel,
  removal: Pick<StuckRemoval, 'id' | 'name' | 'container' | 'target' | 'lines'>,
): readonly StuckRemoval[] {
  if (hasGoneMeanwhile(model, removal.container)) return [];
  const number = removal.target.kind === 'superblock' ? removal.target.device : null;
  const device = (number === null ? undefined : indexOf(model).blocks.get(number)) ?? null;
  const held = findHolders(model, removal.target).filter((h) => !h.legitimate);
  const holders = held.filter((h) => !releasedMeanwhile(model, h, number));
  if (held.length > 0 && holders.length === 0) return [];
  return [{ ...removal, device, holders, proof: proofOf(model, removal) }];
}

function proofOf(
  model: HostModel,
  { container, lines }: Pick<StuckRemoval, 'container' | 'lines'>,
): StuckRemoval['proof'] {
  const ended = container && !isAbsent(container.finishedAt) ? ageMs(model, container.finishedAt) : null;
  if (ended !== null && ended > delayMs) return { by: 'age', seconds: Math.round(ended / 1000) };
  const logged = Math.max(0, ...lines.map((l) => ageMs(model, l.at) ?? 0));
  if (logged > delayMs) return { by: 'log', seconds: Math.round(logged / 1000) };
  const { second } = model;
  return isAbsent(second) ? null : { by: 'second-sample', seconds: Math.round(second.gapMs / 1000) };
}

/** The second sample's list of docker containers has no such container any more: the removal went through while we looked. */
function hasGoneMeanwhile(model: HostModel, container: Container | null): boolean {
  const { second } = model;
  if (isAbsent(second) || container?.runtime !== 'docker' || second.containerStates.size === 0) return false;
  return !second.containerStates.has(container.id);
}

/** What held it was gone in the second sample. A pin is a mount, and mounts are read once: it counts as still there. */
function releasedMeanwhile(model: HostModel, holder: Holder, device: string | null): boolean {
  const { second } = model;
  if (isAbsent(second)) return false;
  if (device !== null && second.dmOpen.get(device) === 0) return true;
  if (holder.via === 'mount') {
    if (isAbsent(holder.namespace) || holder.namespace.heldBy === 'nsfs') return false;
    return !second.namespaces.has(holder.namespace.id);
  }
  if (isAbsent(holder.process) || isAbsent(holder.process.startTicks)) return false;
  return !second.processes.has(`${holder.process.pid}/${holder.process.startTicks}`);
}
