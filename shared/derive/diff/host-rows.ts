import { present } from '#shared/base/absent.ts';
import { deviceNames } from '#shared/derive/diff/device-names.ts';
import type { DiffRow } from '#shared/derive/diff/diff.ts';
import { propagationText } from '#shared/derive/propagation-text.ts';
import type { MountNamespace } from '#shared/model/mount.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export const containerRows = ({ model }: Analysis): readonly DiffRow[] =>
  model.containers.map((c) => ({
    kind: 'container',
    id: `${c.engineRoot}/${c.id}`,
    name: c.name,
    facts: {
      state: c.state,
      stateText: c.stateText,
      pid: c.pid,
      image: c.image,
      thinDeviceId: c.thinDeviceId,
      deferredDeletion: c.deviceDeleted ?? null,
    },
  }));

export const podRows = ({ model }: Analysis): readonly DiffRow[] =>
  model.pods.map((p) => ({
    kind: 'pod',
    id: p.uid,
    name: present(p.name) ?? p.uid,
    facts: { sandbox: p.sandboxId, hasFolder: p.hasFolder },
  }));

export function namespaceRows({ model }: Analysis): readonly DiffRow[] {
  const commOf = new Map(model.processes.map((p) => [p.pid, p.comm]));
  return model.namespaces.map((ns) => ({
    kind: 'namespace',
    id: String(ns.inode),
    name: `mnt:[${ns.inode}] ${ns.leaderPid === null ? '' : (commOf.get(ns.leaderPid) ?? '')}`.trim(),
    facts: { heldBy: holds(ns) },
  }));
}

/** The kinds of hold, without pids: which of its processes lives is not what keeps a namespace. */
const holds = (ns: MountNamespace): string =>
  [...new Set(ns.heldBy.map((h) => (h.by === 'nsfs' ? `nsfs ${h.path}` : h.by)))].sort().join(', ');

/** A mount id that was used again for another mount is another mount. */
export function mountRows({ model }: Analysis): readonly DiffRow[] {
  const nameOf = deviceNames(model);
  return model.mounts.map(({ namespace, mountId, shape }) => ({
    kind: 'mount',
    id: `${namespace}/${mountId} ${nameOf(shape.device)} ${shape.root} ${shape.mountPoint}`,
    name: `${shape.mountPoint} in mnt:[${namespace}]`,
    facts: {
      source: shape.source,
      propagation: propagationText(shape.propagation),
      options: shape.mountOptions.join(','),
      superOptions: shape.superOptions.join(','),
    },
  }));
}
