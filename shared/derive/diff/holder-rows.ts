import { isAbsent, present } from '#shared/base/absent.ts';
import { deviceNames } from '#shared/derive/diff/device-names.ts';
import type { DiffRow } from '#shared/derive/diff/diff.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding } from '#shared/rules/rule.ts';

/** Every holder that a finding rests on and that is not there by design. One that several findings name is one row. */
export const holderRows = ({ outcomes, model }: Analysis): readonly DiffRow[] =>
  rowsOfHolders(
    model,
    outcomes.flatMap(({ outcome }) => (outcome.answer === 'fires' ? outcome.findings : [])),
  );

export function rowsOfHolders(model: HostModel, findings: readonly Pick<Finding, 'holders'>[]): readonly DiffRow[] {
  const nameOf = deviceNames(model);
  return findings.flatMap((f) => f.holders.filter((h) => !h.legitimate).map((h) => holderRow(h, nameOf)));
}

function holderRow(holder: Holder, nameOf: (device: string) => string): DiffRow {
  const { via, namespace, process, fd, container, mount, through } = holder;
  const who = isAbsent(process) ? '' : `${process.pid}/${process.tid ?? ''}/${present(process.startTicks) ?? ''}`;
  const where = isAbsent(mount) ? '' : `${mount.id} ${nameOf(mount.device)} ${mount.mountPoint}`;
  // loop2 on one file is not loop2 on another.
  const stack = through.map((t) => `${t.kind} ${t.name} ${t.backing}`.trimEnd()).join(' ');
  // A copy in a namespace is the namespace's, whichever of its processes was named as the one that keeps it.
  const keeper = via === 'mount' && !isAbsent(namespace) ? '' : who;
  return {
    kind: 'holder',
    id: [via, present(namespace)?.id ?? '', keeper, present(fd) ?? '', where, stack].join('|'),
    name: [
      present(container)?.name,
      isAbsent(process) ? null : `${present(process.comm) ?? '?'} ${process.pid}`,
      present(mount)?.mountPoint,
      stack,
    ]
      .filter(Boolean)
      .join(', '),
    facts: {
      container: isAbsent(container) ? container : container.name,
      state: isAbsent(container) ? container : container.state,
    },
    open: opened(holder),
    source: holder.sources[0] ?? null,
  };
}

/** What must go: the namespace of a copy, else the process; of what the kernel itself holds, the nearest device of the stack. */
function opened({ via, namespace, process, through }: Holder): DiffRow['open'] {
  if (!isAbsent(namespace) && (via === 'mount' || isAbsent(process))) {
    return { kind: 'namespace', id: String(namespace.id) };
  }
  if (!isAbsent(process)) return { kind: 'process', id: String(process.pid) };
  const [nearest] = through;
  return nearest ? { kind: 'dm-device', id: nearest.name } : null;
}
