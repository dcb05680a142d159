import { notApplicable } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import { msg } from '#shared/messages/index.ts';
import type { Holder } from '#shared/model/holder.ts';
import {
  containerOfProcess,
  containerPart,
  mountPart,
  processCount,
  processPart,
} from '#shared/model/holders/holder-parts.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { NamespaceHold } from '#shared/model/mount.ts';

/** Everything that keeps a mount namespace alive; the processes that live in it are one row. */
export function namespaceHolders(index: ModelIndex, inode: number): readonly Holder[] {
  const namespace = index.namespaces.get(inode);
  if (!namespace) return [];
  const count = processCount(namespace);
  const leader = namespace.heldBy.find((h) => h.by === 'process' && h.pid === namespace.leaderPid);
  const others = namespace.heldBy.filter((h) => h.by !== 'process');
  return [...(leader ? [leader] : []), ...others].map((hold): Holder => {
    const pid = hold.by === 'nsfs' ? null : hold.pid;
    const container = pid === null ? null : containerOfProcess(index, pid);
    const pin =
      hold.by === 'nsfs'
        ? index.mountsByNamespace.get(hold.inNamespace)?.find((m) => m.mountId === hold.mountId)
        : undefined;
    return {
      via: hold.by === 'nsfs' ? 'mount' : hold.by === 'fd' ? 'fd' : 'root',
      namespace: {
        id: inode,
        heldBy: hold.by,
        pin: hold.by === 'nsfs' ? hold.path : hold.by === 'fd' ? `/proc/${hold.pid}/fd/${hold.fd}` : null,
        processes: count,
      },
      process:
        pid === null
          ? notApplicable('a pin needs no process')
          : processPart(index, pid, hold.by === 'thread' ? hold.tid : null),
      fd: hold.by === 'fd' ? hold.fd : notApplicable('no descriptor'),
      through: [],
      container: containerPart(index, container),
      volume: notApplicable('a namespace is no mount'),
      mount: pin ? mountPart(pin) : notApplicable('a namespace is no mount'),
      why: whyKept(hold, count),
      legitimate: hold.by === 'process',
      sources: [hold.source],
    };
  });
}

function whyKept(hold: NamespaceHold, processes: number): Message {
  switch (hold.by) {
    case 'process':
      return msg('holder.why.in-namespace', { processes });
    case 'thread':
      return msg('holder.why.thread-in-namespace', { tid: hold.tid });
    case 'nsfs':
      return msg('holder.why.pin', { path: hold.path });
    case 'fd':
      return msg('holder.why.namespace-fd', { fd: hold.fd });
  }
}
