import { present } from '#shared/base/absent.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';

/** Who lives in a mount namespace, in words: its container, the host, else its number. */
export function namespaceOwners(model: HostModel): (namespace: number) => string {
  const index = indexOf(model);
  const byNamespace = new Map<number, string>();
  for (const c of model.containers) {
    const namespace = c.pid === null ? null : present(index.processes.get(c.pid)?.mountNamespace ?? null);
    if (namespace !== null && !byNamespace.has(namespace)) byNamespace.set(namespace, c.name);
  }
  return (namespace) =>
    namespace === index.hostNamespace
      ? say(msg('served.host'))
      : (byNamespace.get(namespace) ?? say(msg('served.namespace', { inode: namespace })));
}
