import { isAbsent, present } from '#shared/base/absent.ts';
import type { HoldMark } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { Subject } from '#shared/rules/rule.ts';

/** Tells two holders apart: the reference, where it is, and whose. */
export function holderKey(holder: Holder): string {
  const namespace = present(holder.namespace);
  const process = present(holder.process);
  const mount = present(holder.mount);
  return [
    holder.via,
    namespace?.id,
    process?.pid,
    process?.tid,
    present(holder.fd),
    mount?.id,
    holder.through.map((h) => h.name).join(','),
  ].join('/');
}

/** The mark of what must go: the reference itself, or for a copy in a table whatever keeps its namespace. */
export function markOf(holder: Holder): HoldMark {
  const nearest = holder.through[0];
  if (nearest) return nearest.kind;
  if (holder.via === 'mount') return isAbsent(holder.namespace) ? 'process' : holder.namespace.heldBy;
  if (holder.via === 'cwd' || holder.via === 'detached' || holder.via === 'fd') return holder.via;
  return holder.via === 'loop' || holder.via === 'swap' || holder.via === 'dm' ? holder.via : 'process';
}

/** What selecting the row selects everywhere else: the namespace of a copy, else the process. */
export function holderSubject(holder: Holder): Subject | null {
  const process = present(holder.process);
  const namespace = present(holder.namespace);
  if (holder.via === 'mount' && namespace) {
    return { kind: 'namespace', id: String(namespace.id), name: say(msg('namespace.name', { number: namespace.id })) };
  }
  if (process) {
    return { kind: 'process', id: String(process.pid), name: `${present(process.comm) ?? 'pid'} ${process.pid}` };
  }
  return namespace
    ? { kind: 'namespace', id: String(namespace.id), name: say(msg('namespace.name', { number: namespace.id })) }
    : null;
}
