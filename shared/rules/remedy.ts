import { isAbsent } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import type { Container } from '#shared/model/container.ts';
import { dockerHost } from '#shared/model/holders/docker-host.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { Process } from '#shared/model/process.ts';
import { shell } from '#shared/model/shell-quote.ts';
import type { RemedyStep } from '#shared/rules/rule.ts';

/**
 * One printed step. `command` comes from the `shell` template, which quotes every host word and is null where one cannot
 * be shown safely: then the step has no command, never a wrong one.
 */
export const remedyStep = (say: Message, command: string | null, runIn: RemedyStep['runIn']): RemedyStep => ({
  say,
  command,
  runIn,
});

/**
 * Ends a process, but only the one that was captured: the same pid started at another tick is left alone. Field 22 of
 * /proc/PID/stat, counted after the last `)`, since a name may have spaces and parentheses. Where the tick is not known
 * (a sosreport) there is no command.
 */
export function killStep(say: Message, { pid, startTicks }: Pick<Process, 'pid' | 'startTicks'>): RemedyStep {
  if (isAbsent(startTicks)) return { say, command: null, runIn: 'host' };
  const stat = `/proc/${pid}/stat`;
  const command = shell`[ "$(sed 's/.*) //' ${stat} | cut -d' ' -f20)" = ${startTicks} ] && kill ${pid}`;
  return { say, command, runIn: 'host' };
}

/** With the address of the daemon the container belongs to: two daemons may share a host. */
export function dockerCommand(model: HostModel, container: Container, verb: 'rm' | 'restart'): string | null {
  if (container.runtime !== 'docker') return null;
  const socket = dockerHost(indexOf(model), container);
  return socket === null ? shell`docker ${verb} ${container.id}` : shell`docker -H ${socket} ${verb} ${container.id}`;
}

/** Unmounts in the namespace that has the mount; null where no process leads there. */
export function umountCommand(model: HostModel, namespace: number, path: string): string | null {
  const { hostNamespace, namespaces } = indexOf(model);
  if (namespace === hostNamespace) return shell`umount ${path}`;
  const pid = namespaces.get(namespace)?.leaderPid ?? null;
  return pid === null ? null : shell`nsenter -t ${pid} -m umount ${path}`;
}
