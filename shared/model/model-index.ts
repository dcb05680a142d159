import { present } from '#shared/base/absent.ts';
import type { BlockDevice, LoopDevice } from '#shared/model/block.ts';
import type { Container, Daemon } from '#shared/model/container.ts';
import { mapperName } from '#shared/model/dm-names.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { hostNamespaceOf } from '#shared/model/host-namespace.ts';
import type { Mount, MountNamespace, MountTable } from '#shared/model/mount.ts';
import { mountRowsOf } from '#shared/model/mount-rows.ts';
import type { Process, Reference, Thread } from '#shared/model/process.ts';

/** Lookups over one model that rules, questions about holders and views need; made once per model, so that a hundred questions cost one pass. */
export interface ModelIndex {
  readonly model: HostModel;
  readonly hostNamespace: number | null;
  readonly mountsByDevice: ReadonlyMap<string, readonly Mount[]>;
  /** In the order of the table. */
  readonly mountsByNamespace: ReadonlyMap<number, readonly Mount[]>;
  readonly tables: ReadonlyMap<number, MountTable>;
  readonly namespaces: ReadonlyMap<number, MountNamespace>;
  readonly processes: ReadonlyMap<number, Process>;
  /** In pid order. */
  readonly processesByNamespace: ReadonlyMap<number, readonly Process[]>;
  readonly threadsByNamespace: ReadonlyMap<number, readonly Thread[]>;
  readonly referencesByDevice: ReadonlyMap<string, readonly Reference[]>;
  /** Descriptors on the device node itself. */
  readonly openersByDevice: ReadonlyMap<string, readonly Reference[]>;
  readonly blocks: ReadonlyMap<string, BlockDevice>;
  /** By kernel name, by dm name and by its name below /dev/mapper; a dm device that is called like a disk is not that disk. */
  readonly blocksByName: ReadonlyMap<string, BlockDevice>;
  /** Devices that stand on another one, by the kernel name of that one. */
  readonly blocksAbove: ReadonlyMap<string, readonly BlockDevice[]>;
  /** By the `major:minor` of the filesystem that their file is on. */
  readonly loopsByBacking: ReadonlyMap<string, readonly LoopDevice[]>;
  readonly containers: ReadonlyMap<string, Container>;
  readonly shims: ReadonlyMap<number, Daemon>;
  /** dockerd, containerd, kubelet, crio by pid. */
  readonly engines: ReadonlyMap<number, Daemon>;
  /** Peer group to the group it receives from. */
  readonly masterOfGroup: ReadonlyMap<number, number>;
}

const indexes = new WeakMap<HostModel, ModelIndex>();

export function indexOf(model: HostModel): ModelIndex {
  const known = indexes.get(model);
  if (known) return known;
  const byPid = [...model.processes].sort((a, b) => a.pid - b.pid);
  const index: ModelIndex = {
    model,
    hostNamespace: hostNamespaceOf(model.processes, model.capture.ownNamespace),
    mountsByDevice: mountRowsOf(model).byDevice(),
    mountsByNamespace: mountRowsOf(model).byNamespace(),
    tables: new Map(model.mountTables.map((t) => [t.namespace, t])),
    namespaces: new Map(model.namespaces.map((ns) => [ns.inode, ns])),
    processes: new Map(model.processes.map((p) => [p.pid, p])),
    processesByNamespace: groupBy(byPid, (p) => present(p.mountNamespace)),
    threadsByNamespace: groupBy(model.threads, (t) => t.mountNamespace),
    referencesByDevice: groupBy(model.references, (r) => present(r.device)),
    openersByDevice: groupBy(model.references, (r) => r.blockNode),
    blocks: new Map(model.blockDevices.map((b) => [b.device, b])),
    blocksByName: new Map([
      ...model.blockDevices.flatMap((b) =>
        b.dmName ? [mapperName(b.dmName), b.dmName].map((name) => [name, b] as const) : [],
      ),
      ...model.blockDevices.map((b) => [b.kernelName, b] as const),
    ]),
    blocksAbove: blocksAbove(model.blockDevices),
    loopsByBacking: groupBy(model.loopDevices, (l) => present(l.backingDevice)),
    containers: new Map(model.containers.map((c) => [c.id, c])),
    shims: new Map(model.daemons.filter((d) => d.kind === 'shim').map((d) => [d.pid, d])),
    engines: new Map(model.daemons.filter((d) => d.kind !== 'shim').map((d) => [d.pid, d])),
    masterOfGroup: new Map(
      [...mountRowsOf(model).shapes()].flatMap(({ propagation: p }) =>
        p.shared !== null && p.master !== null ? [[p.shared, p.master] as const] : [],
      ),
    ),
  };
  indexes.set(model, index);
  return index;
}

function blocksAbove(blocks: readonly BlockDevice[]): ReadonlyMap<string, readonly BlockDevice[]> {
  const above = new Map<string, BlockDevice[]>();
  for (const block of blocks) {
    for (const slave of new Set(block.slaves)) {
      const list = above.get(slave);
      if (list) list.push(block);
      else above.set(slave, [block]);
    }
  }
  return above;
}
