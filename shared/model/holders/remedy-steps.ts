import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { Holder } from '#shared/model/holder.ts';
import { dockerHost } from '#shared/model/holders/docker-host.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import { shell } from '#shared/model/shell-quote.ts';
import type { RemedyStep } from '#shared/model/subject.ts';

const onHost = { runIn: 'host' } as const;
const ticks = (startTicks: unknown): string => (typeof startTicks === 'number' ? String(startTicks) : '?');

/** Takes one copy away inside the namespace that has it, by whatever leads there. */
export function umountStep(index: ModelIndex, h: Holder): readonly RemedyStep[] {
  if (isAbsent(h.mount) || isAbsent(h.namespace)) return [];
  const path = h.mount.mountPoint;
  if (h.namespace.id === index.hostNamespace) {
    return [{ say: msg('holder.free.umount-host', { path }), command: shell`umount ${path}`, ...onHost }];
  }
  if (h.namespace.heldBy === 'nsfs') {
    const pin = h.namespace.pin ?? '';
    return [
      {
        say: msg('holder.free.umount-pin', { path, pin }),
        command: shell`nsenter --mount=${pin} umount ${path}`,
        ...onHost,
      },
    ];
  }
  if (isAbsent(h.process)) return [];
  const { pid, tid, startTicks, comm } = h.process;
  if (h.namespace.heldBy === 'fd' && !isAbsent(h.fd)) {
    const command = shell`nsenter --mount=${`/proc/${pid}/fd/${h.fd}`} umount ${path}`;
    return [{ say: msg('holder.free.umount-fd', { path, pid, fd: h.fd }), command, ...onHost }];
  }
  if (tid !== null) {
    const command = shell`nsenter --mount=${`/proc/${pid}/task/${tid}/ns/mnt`} umount ${path}`;
    return [{ say: msg('holder.free.umount-thread', { path, pid, tid }), command, ...onHost }];
  }
  const facts = { path, pid, startTicks: ticks(startTicks) };
  const say = isAbsent(h.container)
    ? msg('holder.free.umount-process', { ...facts, what: isAbsent(comm) ? '?' : comm })
    : msg('holder.free.umount-container', { ...facts, container: h.container.name });
  return [{ say, command: shell`nsenter -t ${pid} -m umount ${path}`, ...onHost }];
}

/**
 * Ends the process that refers to the filesystem, or restarts the unit whose main process it is: being in a unit's
 * cgroup alone proves nothing. The command compares the start tick first, since pids are used again.
 */
export function endProcess(index: ModelIndex, h: Holder): readonly RemedyStep[] {
  if (isAbsent(h.process)) return [];
  const { pid, startTicks, comm } = h.process;
  const unit = index.model.units.find((u) => u.mainPid === pid);
  if (unit) {
    const say = msg('holder.free.restart-unit', { unit: unit.name, pid });
    return [{ say, command: shell`systemctl restart ${unit.name}`, ...onHost }];
  }
  const say = msg('holder.free.kill', { pid, comm: isAbsent(comm) ? '?' : comm, startTicks: ticks(startTicks) });
  return [{ say, command: isAbsent(startTicks) ? null : killOnly(pid, startTicks), ...onHost }];
}

/** Field 22 of /proc/PID/stat, counted after the last `)`: a name may have spaces and parentheses. */
const killOnly = (pid: number, startTicks: number): string | null =>
  shell`[ "$(sed 's/.*) //' ${`/proc/${pid}/stat`} | cut -d' ' -f20)" = ${startTicks} ] && kill ${pid}`;

/** Restart by the engine it belongs to. */
export function restartContainer(index: ModelIndex, container: Container, h: Holder): readonly RemedyStep[] {
  const pod = isAbsent(h.container) ? null : h.container.pod;
  if (pod !== null && !isAbsent(pod) && !isAbsent(pod.name) && !isAbsent(pod.namespace)) {
    const say = msg('holder.free.delete-pod', { container: container.name, pod: `${pod.namespace}/${pod.name}` });
    return [{ say, command: shell`kubectl -n ${pod.namespace} delete pod ${pod.name}`, runIn: 'kubernetes' }];
  }
  const say =
    h.via === 'mount' && !isAbsent(h.volume)
      ? msg('holder.free.restart', { container: container.name, destination: h.volume.destination })
      : msg('holder.free.restart-process', { container: container.name });
  return [{ say, command: restartCommand(index, container), ...onHost }];
}

function restartCommand(index: ModelIndex, container: Container): string | null {
  switch (container.runtime) {
    case 'docker': {
      const socket = dockerHost(index, container);
      return socket === null
        ? shell`docker restart ${container.name}`
        : shell`docker -H ${socket} restart ${container.name}`;
    }
    case 'podman':
      return shell`podman restart ${container.name}`;
    case 'cri-o':
    case 'containerd':
      return shell`crictl stop ${container.id}`;
  }
}
