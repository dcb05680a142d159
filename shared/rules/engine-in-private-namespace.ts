import { isAbsent, present } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Daemon, Unit } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { Process } from '#shared/model/process.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { cannotTell, clear, finding, firesOr, notApplicable } from '#shared/rules/answer.ts';
import { initNamespaceOf } from '#shared/rules/lookups.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { namespaceSubject, unitSubject } from '#shared/rules/subjects.ts';

/**
 * On its own this is a fact, not a fault: it explains why the host does not
 * see the engine's mounts (I-1). It becomes a fault when containers outlived a
 * restart of such a daemon, because their shims then sit in the namespace of the
 * daemon that is gone.
 */
export const engineInPrivateNamespace: Rule = {
  id: 'engine-in-private-namespace',
  code: 'R-07',
  needs: ['processes', 'namespace-links', 'daemons'],
  alsoReads: ['units'],
  check(evidence) {
    const { model } = evidence;
    const host = initNamespaceOf(model);
    const engines = model.daemons.filter((d) => d.kind === 'dockerd' || d.kind === 'containerd');
    if (engines.length === 0) {
      return notApplicable(evidence, ['processes', 'daemons'], msg('rule.engine-in-private-namespace.no-engine'));
    }
    if (host === null) return cannotTell(msg('rule.engine-in-private-namespace.no-host-namespace'));
    const apart = engines.filter((d) => typeof d.mountNamespace === 'number' && d.mountNamespace !== host);
    // containerd that dockerd started shares its namespace: the daemon above it says it all.
    const heads = apart.filter(
      (d) => d.kind === 'dockerd' || !apart.some((o) => o.kind === 'dockerd' && o.mountNamespace === d.mountNamespace),
    );
    return firesOr(
      heads.map((d) => inPrivate(model, d, host)),
      () => {
        const unread = engines.find((d) => isAbsent(d.mountNamespace));
        return unread
          ? cannotTell(msg('rule.engine-in-private-namespace.unread', { daemon: unread.kind, pid: unread.pid }))
          : clear(msg('rule.engine-in-private-namespace.clear', { engines: engines.length, namespace: host }));
      },
    );
  },
};

function inPrivate(model: HostModel, daemon: Daemon, host: number): Finding {
  const namespace = daemon.mountNamespace as number;
  const unit = unitOf(model, daemon);
  const strays = daemon.kind === 'dockerd' ? survivors(model, daemon) : [];
  const flags = unit?.mountFlags ?? '';
  const risky = ['slave', 'private'].includes(flags) && daemon.liveRestore === true && strays.length > 0;
  const name = unit?.name ?? daemon.kind;
  return finding({
    id: `R-07:${daemon.pid}`,
    severity: risky ? 'high' : 'info',
    title: msg('rule.engine-in-private-namespace.title', { name }),
    statement: risky
      ? msg('rule.engine-in-private-namespace.left-behind', { name, pid: daemon.pid, namespace, count: strays.length })
      : msg('rule.engine-in-private-namespace.statement', { name, pid: daemon.pid, namespace, host }),
    subjects: [
      { kind: 'process', id: String(daemon.pid), name: daemon.kind },
      namespaceSubject(namespace),
      ...(unit ? [unitSubject(unit.name)] : []),
    ],
    sources: [daemon.source, ...(unit ? [unit.source] : []), ...strays.map((s) => s.source)],
    why: [
      flags === ''
        ? msg('rule.engine-in-private-namespace.why-unknown')
        : msg('rule.engine-in-private-namespace.why-flags', { name, flags }),
    ],
    wrongIf: [msg('rule.engine-in-private-namespace.wrong-if')],
    remedy: [
      remedyStep(
        msg('rule.engine-in-private-namespace.look', { pid: daemon.pid }),
        shell`nsenter -t ${daemon.pid} -m findmnt`,
        'host',
      ),
      ...(flags === '' || !unit
        ? []
        : [
            remedyStep(
              msg('rule.engine-in-private-namespace.drop-flags', { unit: unit.name }),
              shell`systemctl edit ${unit.name}`,
              'host',
            ),
          ]),
    ],
  });
}

const unitOf = (model: HostModel, daemon: Daemon): Unit | undefined =>
  model.units.find((u) => u.mainPid === daemon.pid) ?? model.units.find((u) => u.name === daemon.unit);

/** Shims of this daemon's containers that are older than it and live in another namespace: it was restarted under them. */
function survivors(model: HostModel, daemon: Daemon): readonly Daemon[] {
  const { processes, containers } = indexOf(model);
  const started = ticksOf(processes.get(daemon.pid));
  return model.daemons.filter((shim) => {
    if (shim.kind !== 'shim' || shim.containerId === null || started === null) return false;
    if (typeof shim.mountNamespace !== 'number' || shim.mountNamespace === daemon.mountNamespace) return false;
    const container = containers.get(shim.containerId);
    const shimStarted = ticksOf(processes.get(shim.pid));
    const own = container?.runtime === 'docker' && container.engineRoot === daemon.root;
    return own && shimStarted !== null && shimStarted < started;
  });
}

const ticksOf = (process: Process | undefined): number | null => (process ? present(process.startTicks) : null);
