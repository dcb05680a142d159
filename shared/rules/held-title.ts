import { isAbsent } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import { msg } from '#shared/messages/index.ts';
import type { Holder } from '#shared/model/holder.ts';

/** The title of a removal that is blocked: the one holder by name, or how many of which kind. */
export function heldTitle(name: string, holders: readonly Holder[]): Message {
  const [first, ...rest] = holders;
  if (first === undefined) throw new Error('a blocked removal has a holder');
  if (rest.length === 0) return oneHolder(name, first);
  const namespaces = new Set(
    holders.flatMap((h) => (h.via === 'mount' && !isAbsent(h.namespace) ? h.namespace.id : [])),
  );
  if (!holders.every((h) => h.via === 'mount')) return msg('rules.held.more', { name, count: holders.length });
  const empty = holders.every((h) => !isAbsent(h.namespace) && ['nsfs', 'fd'].includes(h.namespace.heldBy));
  return msg(empty ? 'rules.held.processless' : 'rules.held.copies', { name, namespaces: namespaces.size });
}

function oneHolder(name: string, h: Holder): Message {
  const process = isAbsent(h.process) ? null : h.process;
  const who = { name, comm: process === null || isAbsent(process.comm) ? '' : process.comm, pid: process?.pid ?? 0 };
  const fd = isAbsent(h.fd) ? 0 : h.fd;
  switch (h.via) {
    case 'mount':
      return inNamespace(name, h, who);
    case 'cwd':
    case 'root':
    case 'exe':
    case 'map':
      return msg(`rules.held.${h.via}`, who);
    case 'fd':
      return msg('rules.held.file', { ...who, fd });
    case 'detached':
      return msg('rules.held.detached', { name, pid: who.pid, fd });
    case 'loop':
    case 'dm':
      return msg(`rules.held.${h.via}`, { name, device: h.through[0]?.name ?? '' });
    case 'swap':
      return msg('rules.held.swap', { name, file: h.through[0]?.backing ?? '' });
  }
}

function inNamespace(name: string, h: Holder, who: { name: string; comm: string; pid: number }): Message {
  const container = isAbsent(h.container) ? null : h.container.name;
  const ownBind = !isAbsent(h.volume) && !isAbsent(h.mount) && h.volume.destination === h.mount.mountPoint;
  if (container !== null && ownBind && !isAbsent(h.volume)) {
    return msg('rules.held.bound', { name, container, path: h.volume.destination });
  }
  if (container !== null) return msg('rules.held.container', { name, container });
  if (!isAbsent(h.namespace) && (h.namespace.heldBy === 'nsfs' || h.namespace.heldBy === 'fd')) {
    return msg(`rules.held.${h.namespace.heldBy}`, { name, pin: h.namespace.pin ?? '' });
  }
  const tid = isAbsent(h.process) ? null : h.process.tid;
  return tid === null ? msg('rules.held.process', who) : msg('rules.held.thread', { name, pid: who.pid, tid });
}
