import { type Absent, isAbsent, notApplicable, unreadable } from '#shared/base/absent.ts';
import type { Container } from '#shared/model/container.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount, MountNamespace } from '#shared/model/mount.ts';

/** Parts of a holder's row that every kind of holder is made of. */

export function processPart(index: ModelIndex, pid: number, tid: number | null = null): Holder['process'] {
  const process = index.processes.get(pid);
  const gone = unreadable('the process was gone when /proc/PID/stat was read');
  return {
    pid,
    tid,
    startTicks: process?.startTicks ?? gone,
    comm: process?.comm ?? gone,
    unit: process?.unit ?? null,
  };
}

export function containerPart(index: ModelIndex, container: Container | null): Holder['container'] {
  if (!container) return notApplicable('no container');
  const { podUid } = container;
  const pod = podUid === null ? undefined : index.model.pods.find((p) => p.uid === podUid);
  return {
    id: container.id,
    name: container.name,
    runtime: container.runtime,
    state: container.state,
    pod:
      podUid === null
        ? notApplicable('it is in no pod')
        : {
            uid: podUid,
            name: pod?.name ?? unreadable('no container names the pod'),
            namespace: pod?.namespace ?? unreadable('no container names the pod'),
          },
  };
}

export const mountPart = ({ mountId, shape }: Mount): Exclude<Holder['mount'], Absent> => ({
  id: mountId,
  device: shape.device,
  mountPoint: shape.mountPoint,
  source: shape.source,
  fsType: shape.fsType,
  shared: shape.propagation.shared,
  master: shape.propagation.master,
});

/** The namespace of a process, as the namespace of what it refers to. */
export function namespaceOfProcess(index: ModelIndex, pid: number): Holder['namespace'] {
  const inode = index.processes.get(pid)?.mountNamespace;
  if (inode === undefined) return unreadable('the process was gone when it was looked up');
  if (isAbsent(inode)) return inode;
  return { id: inode, heldBy: 'process', pin: null, processes: processCount(index.namespaces.get(inode)) };
}

export const processCount = (namespace: MountNamespace | undefined): number =>
  namespace?.heldBy.filter((hold) => hold.by === 'process').length ?? 0;

export const containerOfProcess = (index: ModelIndex, pid: number): Container | null => {
  const id = index.processes.get(pid)?.containerId;
  return (id ? index.containers.get(id) : undefined) ?? null;
};

/** When a process started, as UTC to the second; empty where the clock is not known. */
export function startOf(index: ModelIndex, pid: number | null): string {
  const process = pid === null ? undefined : index.processes.get(pid);
  const { bootedAt, clockTicksPerSecond } = index.model.host;
  if (
    !process ||
    isAbsent(process.startTicks) ||
    isAbsent(bootedAt) ||
    isAbsent(clockTicksPerSecond) ||
    clockTicksPerSecond <= 0
  )
    return '';
  const at = new Date(bootedAt + (process.startTicks / clockTicksPerSecond) * 1000);
  return Number.isNaN(at.getTime()) ? '' : `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
