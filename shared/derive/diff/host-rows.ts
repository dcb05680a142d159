import { present } from '#shared/base/absent.ts';
import { deviceNames } from '#shared/derive/diff/device-names.ts';
import type { DiffRow } from '#shared/derive/diff/diff.ts';
import { propagationText } from '#shared/derive/propagation-text.ts';
import { type Mount, type MountNamespace, mountRef } from '#shared/model/mount.ts';
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
    open: { kind: 'container', id: c.id },
    source: c.source,
  }));

export const podRows = ({ model }: Analysis): readonly DiffRow[] =>
  model.pods.map((p) => ({
    kind: 'pod',
    id: p.uid,
    name: present(p.name) ?? p.uid,
    facts: { sandbox: p.sandboxId, hasFolder: p.hasFolder },
    open: { kind: 'pod', id: p.uid },
    source: p.source,
  }));

export function namespaceRows({ model }: Analysis): readonly DiffRow[] {
  const commOf = new Map(model.processes.map((p) => [p.pid, p.comm]));
  return model.namespaces.map((ns) => ({
    kind: 'namespace',
    id: String(ns.inode),
    name: `mnt:[${ns.inode}] ${ns.leaderPid === null ? '' : (commOf.get(ns.leaderPid) ?? '')}`.trim(),
    facts: { heldBy: holds(ns) },
    open: { kind: 'namespace', id: String(ns.inode) },
    source: ns.heldBy[0]?.source ?? null,
  }));
}

/** The kinds of hold, without pids: which of its processes lives is not what keeps a namespace. */
const holds = (ns: MountNamespace): string =>
  [...new Set(ns.heldBy.map((h) => (h.by === 'nsfs' ? `nsfs ${h.path}` : h.by)))].sort().join(', ');

/** A mount id that was used again for another mount is another mount. */
export function mountRows({ model }: Analysis): readonly DiffRow[] {
  const nameOf = deviceNames(model);
  return model.mounts.map((mount) => mountRow(mount, nameOf));
}

function mountRow(mount: Mount, nameOf: (device: string) => string): DiffRow {
  const { namespace, mountId, shape } = mount;
  return {
    kind: 'mount',
    id: `${namespace}/${mountId} ${nameOf(shape.device)} ${shape.root} ${shape.mountPoint}`,
    name: `${shape.mountPoint} in mnt:[${namespace}]`,
    facts: {
      source: shape.source,
      propagation: propagationText(shape.propagation),
      options: shape.mountOptions.join(','),
      superOptions: shape.superOptions.join(','),
    },
    open: { kind: 'mount', id: `${namespace}/${mountId}` },
    source: mountRef(mount),
  };
}
