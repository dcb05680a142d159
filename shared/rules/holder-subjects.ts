import { isAbsent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { Subject } from '#shared/rules/rule.ts';
import type { StuckRemoval } from '#shared/rules/stuck-removals.ts';
import {
  containerSubject,
  deviceSubject,
  distinctSubjects,
  namespaceSubject,
  podSubject,
  processSubject,
  volumeSubject,
} from '#shared/rules/subjects.ts';

/** What was to be removed, then what each holder is made of: namespace, process, container, pod, volume, mount. */
export function subjectsOf(removal: StuckRemoval, holders: readonly Holder[]): readonly [Subject, ...Subject[]] {
  const { container, device } = removal;
  const main: Subject = container
    ? containerSubject(container)
    : { kind: 'thin-device', id: removal.id, name: removal.name };
  const rest = [...(device ? [deviceSubject(device)] : []), ...holders.flatMap(subjectsOfHolder)];
  const [first = main, ...others] = distinctSubjects([main, ...rest]);
  return [first, ...others];
}

export function subjectsOfHolder(h: Holder): readonly Subject[] {
  const container = isAbsent(h.container) ? null : h.container;
  return [
    ...(isAbsent(h.namespace) ? [] : [namespaceSubject(h.namespace.id)]),
    ...(isAbsent(h.process)
      ? []
      : [processSubject({ pid: h.process.pid, comm: isAbsent(h.process.comm) ? '' : h.process.comm })]),
    ...(container ? [containerSubject(container)] : []),
    ...(container && !isAbsent(container.pod) ? [podSubject(container.pod.uid)] : []),
    ...(container && !isAbsent(h.volume) ? [volumeSubject(container, h.volume)] : []),
    ...(isAbsent(h.mount) || isAbsent(h.namespace)
      ? []
      : [{ kind: 'mount' as const, id: `${h.namespace.id}/${h.mount.id}`, name: h.mount.mountPoint }]),
  ];
}

/** The owner's row, the device's row, the engine's complaints, then the lines of each holder; each once. */
export function sourcesOf(removal: StuckRemoval, holders: readonly Holder[]): readonly [SourceRef, ...SourceRef[]] {
  const all = [
    ...holders.flatMap((h) => h.sources),
    ...(removal.container ? [removal.container.source] : []),
    ...(removal.device ? [removal.device.source] : []),
    ...removal.lines.slice(-5).map((l) => l.source),
  ];
  const [first = { evidence: 'mount-tables', line: 0 }, ...rest] = [
    ...new Map(all.map((s) => [`${s.evidence}:${s.line}`, s])).values(),
  ];
  return [first, ...rest];
}
