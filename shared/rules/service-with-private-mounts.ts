import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Unit } from '#shared/model/container.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { cannotTell, clear, finding, firesOr } from '#shared/rules/answer.ts';
import { sourcesOf, subjectsOf } from '#shared/rules/holder-subjects.ts';
import { deviceOf } from '#shared/rules/leak-finding.ts';
import { isInhabitedCopy } from '#shared/rules/mount-held-elsewhere.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { type StuckRemoval, stuckRemovals } from '#shared/rules/stuck-removals.ts';
import { distinctSubjects, unitSubject } from '#shared/rules/subjects.ts';

/**
 * the holder is a systemd service with a mount namespace of its own.
 *
 * Most such services are innocent: systemd makes their mounts slaves, so unmounts reach them (FORMATS 14). Only a
 * copy that receives nothing counts. A unit's cgroup does not make a process the unit's (anything started over
 * ssh is in ssh.service, FORMATS 15): the namespace must be that of the unit's main process.
 */
export const serviceWithPrivateMounts: Rule = {
  id: 'service-with-private-mounts',
  code: 'R-04',
  needs: ['units', 'mount-tables', 'namespace-links', 'processes'],
  alsoReads: ['cgroups', 'docker-containers', 'containerd-containers', 'podman-containers'],
  check(evidence) {
    const { model } = evidence;
    const copies = stuckRemovals(evidence).flatMap((removal) =>
      removal.holders.filter(isInhabitedCopy).map((holder) => ({ removal, holder, unit: unitOf(model, holder) })),
    );
    const services = copies.flatMap((c) => (c.unit !== null && isUnreached(c.holder) ? [{ ...c, unit: c.unit }] : []));
    return firesOr(
      services.flatMap((s) => (s.removal.proof === null ? [] : [service(s.removal, s.holder, s.unit)])),
      () => {
        const once = services[0];
        return once
          ? cannotTell(msg('rules.removal.once', { name: once.removal.name, holders: services.length }))
          : clear(msg('rule.service-with-private-mounts.clear', { copies: copies.length }));
      },
    );
  },
};

const isUnreached = ({ mount }: Holder) => !isAbsent(mount) && mount.shared === null && mount.master === null;

/** The sandboxed unit whose main process lives in the holder's namespace. */
function unitOf(model: HostModel, { namespace, container }: Holder): Unit | null {
  if (isAbsent(namespace) || !isAbsent(container)) return null;
  const { processes, hostNamespace } = indexOf(model);
  if (namespace.id === hostNamespace) return null;
  const unit = model.units.find(
    (u) => u.mainPid !== null && processes.get(u.mainPid)?.mountNamespace === namespace.id && settingsOf(u).length > 0,
  );
  return unit ?? null;
}

/** What in the unit gives it a mount namespace, as `Name=value`. */
const settingsOf = (u: Unit): readonly string[] => [
  ...(u.mountFlags === '' ? [] : [`MountFlags=${u.mountFlags}`]),
  ...(u.privateTmp ? ['PrivateTmp=yes'] : []),
  ...(u.protectSystem === '' ? [] : [`ProtectSystem=${u.protectSystem}`]),
  ...(u.protectHome === '' ? [] : [`ProtectHome=${u.protectHome}`]),
  ...(u.privateMounts ? ['PrivateMounts=yes'] : []),
  ...u.otherSandboxing,
];

function service(removal: StuckRemoval, holder: Holder, unit: Unit): Finding {
  const [main, ...rest] = subjectsOf(removal, [holder]);
  const [source, ...sources] = sourcesOf(removal, [holder]);
  return finding({
    id: `R-04:${unit.name}:${removal.id}`,
    severity: 'medium',
    title: msg('rule.service-with-private-mounts.title', { unit: unit.name }),
    statement: msg('rule.service-with-private-mounts.statement', {
      unit: unit.name,
      settings: settingsOf(unit).slice(0, 4).join(', '),
      name: removal.name,
      device: deviceOf(removal),
    }),
    subjects: [unitSubject(unit.name), ...distinctSubjects([main, ...rest])],
    sources: [source, ...sources, unit.source],
    why: [msg('rule.service-with-private-mounts.why'), holder.why],
    wrongIf: [msg('rule.service-with-private-mounts.wrong-if')],
    holders: [holder],
    remedy: [
      remedyStep(
        msg('rule.service-with-private-mounts.restart', { unit: unit.name }),
        shell`systemctl restart ${unit.name}`,
        'host',
      ),
      remedyStep(msg('rule.service-with-private-mounts.upgrade'), null, 'host'),
    ],
  });
}
