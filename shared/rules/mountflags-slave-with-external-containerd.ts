import { msg } from '#shared/messages/index.ts';
import type { Daemon, Unit } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { Process } from '#shared/model/process.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { cannotTell, clear, finding, firesOr, notApplicable } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { namespaceSubject, unitSubject } from '#shared/rules/subjects.ts';

/**
 * dockerd has MountFlags=slave and its containerd is a service of its own.
 * dockerd's mounts stay in its namespace, containerd is in another and cannot find
 * the rootfs. A containerd that dockerd started itself shares its namespace: fine.
 */
export const mountflagsSlaveWithExternalContainerd: Rule = {
  id: 'mountflags-slave-with-external-containerd',
  code: 'R-08',
  needs: ['processes', 'units', 'daemons', 'namespace-links'],
  alsoReads: ['command-lines'],
  check(evidence) {
    const { model } = evidence;
    const daemons = model.daemons.filter((d) => d.kind === 'dockerd');
    if (daemons.length === 0) {
      return notApplicable(
        evidence,
        ['processes', 'daemons'],
        msg('rule.mountflags-slave-with-external-containerd.no-dockerd'),
      );
    }
    const flagged = daemons.flatMap((dockerd) => {
      const unit = model.units.find((u) => u.mainPid === dockerd.pid || u.name === dockerd.unit);
      return unit?.mountFlags === 'slave' ? [{ dockerd, unit }] : [];
    });
    const judged = flagged.map(({ dockerd, unit }) => ({ dockerd, unit, theirs: containerdOf(model, dockerd) }));
    return firesOr(
      judged.flatMap(({ dockerd, unit, theirs }) =>
        theirs === 'unknown' || theirs === 'own' ? [] : [external(dockerd, unit, theirs)],
      ),
      () => {
        const unknown = judged.find((j) => j.theirs === 'unknown');
        return unknown
          ? cannotTell(
              msg('rule.mountflags-slave-with-external-containerd.which', {
                unit: unknown.unit.name,
                pid: unknown.dockerd.pid,
              }),
            )
          : clear(msg('rule.mountflags-slave-with-external-containerd.clear', { flagged: flagged.length }));
      },
    );
  },
};

/** The containerd that serves this dockerd: one it started, or the one whose socket it was told, by elimination of the others' children. */
function containerdOf(model: HostModel, dockerd: Daemon): Daemon | 'own' | 'unknown' {
  const { processes } = indexOf(model);
  const all = model.daemons.filter((d) => d.kind === 'containerd');
  if (all.some((d) => processes.get(d.pid)?.ppid === dockerd.pid)) return 'own';
  const others = all.filter((d) => !isChildOfDockerd(model, processes.get(d.pid)));
  const named = socketOf(processes.get(dockerd.pid));
  const byDefault = named === null || named === '/run/containerd/containerd.sock';
  const serving = byDefault ? others.filter((d) => d.unit === 'containerd.service') : [];
  const only = serving[0] ?? (others.length === 1 ? others[0] : undefined);
  if (only === undefined) return 'unknown';
  if (typeof only.mountNamespace !== 'number' || typeof dockerd.mountNamespace !== 'number') return 'unknown';
  return only.mountNamespace === dockerd.mountNamespace ? 'own' : only;
}

const isChildOfDockerd = (model: HostModel, process: Process | undefined) =>
  model.daemons.some((d) => d.kind === 'dockerd' && d.pid === process?.ppid);

/** `--containerd=PATH` or `--containerd PATH`; null when not given or not readable. */
function socketOf(process: Process | undefined): string | null {
  const args = process?.commandLine;
  if (!Array.isArray(args)) return null;
  const list = args as readonly string[];
  const joined = list.find((a) => a.startsWith('--containerd='));
  if (joined !== undefined) return joined.slice('--containerd='.length);
  const at = list.indexOf('--containerd');
  return at < 0 ? null : (list[at + 1] ?? null);
}

function external(dockerd: Daemon, unit: Unit, containerd: Daemon): Finding {
  const theirs = containerd.mountNamespace as number;
  const own = dockerd.mountNamespace as number;
  return finding({
    id: `R-08:${unit.name}`,
    severity: 'high',
    title: msg('rule.mountflags-slave-with-external-containerd.title', { unit: unit.name }),
    statement: msg('rule.mountflags-slave-with-external-containerd.statement', {
      unit: unit.name,
      pid: dockerd.pid,
      own,
      containerd: containerd.pid,
      theirs,
    }),
    subjects: [
      unitSubject(unit.name),
      { kind: 'process', id: String(dockerd.pid), name: 'dockerd' },
      { kind: 'process', id: String(containerd.pid), name: 'containerd' },
      namespaceSubject(own),
      namespaceSubject(theirs),
    ],
    sources: [unit.source, dockerd.source, containerd.source],
    why: [msg('rule.mountflags-slave-with-external-containerd.why')],
    wrongIf: [msg('rule.mountflags-slave-with-external-containerd.wrong-if')],
    remedy: [
      remedyStep(
        msg('rule.mountflags-slave-with-external-containerd.remove', { unit: unit.name }),
        shell`systemctl edit ${unit.name}`,
        'host',
      ),
      remedyStep(msg('rule.mountflags-slave-with-external-containerd.reload'), shell`systemctl daemon-reload`, 'host'),
      remedyStep(
        msg('rule.mountflags-slave-with-external-containerd.restart'),
        shell`systemctl restart ${unit.name}`,
        'host',
      ),
    ],
  });
}
