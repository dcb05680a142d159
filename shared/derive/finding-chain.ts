import { isAbsent, present } from '#shared/base/absent.ts';
import { containerState } from '#shared/derive/namespaces/kept.ts';
import { holderMark, holderReference, holderTitle } from '#shared/derive/namespaces/other-holders.ts';
import { propagationText } from '#shared/derive/propagation-text.ts';
import { shortId, shortIds } from '#shared/derive/short-path.ts';
import type { ChainBox, FindingChain } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { parentMount } from '#shared/model/mount-paths.ts';
import type { Finding } from '#shared/rules/rule.ts';

type ChainHolder = FindingChain['holders'][number];

/** Holders drawn; more are counted. */
const mostHolders = 6;

/** The picture at the head of a finding about something held; null for findings about settings, logs and captures. */
export function findingChain(model: HostModel, finding: Finding): FindingChain | null {
  const holders = finding.holders.filter((h) => !h.legitimate);
  if (holders.length === 0) return null;
  const containerId = finding.subjects.find((s) => s.kind === 'container')?.id;
  const named = model.containers.find((c) => c.id === containerId) ?? null;
  const device = deviceOf(finding, holders);
  const container = device === null ? named : ownerOf(model, device, named);
  const boxes = chainHolders(model, holders);
  const copies = holders.filter((h) => h.via === 'mount').length;
  return {
    target: targetBoxes(container, finding),
    device: device === null ? null : deviceBox(model, device, container),
    heading: say(
      copies === holders.length ? msg('chain.copies', { n: copies }) : msg('chain.holders', { n: holders.length }),
    ),
    holders: boxes.slice(0, mostHolders),
    more: Math.max(0, boxes.length - mostHolders),
    note: device === null ? null : whereNotMounted(model, device),
  };
}

function deviceOf(finding: Finding, holders: readonly Holder[]): string | null {
  const named = finding.subjects.find((s) => /^\d+:\d+$/.test(s.id))?.id;
  return named ?? holders.map((h) => present(h.mount)?.device).find((d) => d !== undefined) ?? null;
}

/**
 * Whose filesystem is held. The container that a finding names may be the one that holds another's: its own mount-id
 * leads to another device. Null: nobody's that is known.
 */
function ownerOf(model: HostModel, device: string, named: Container | null): Container | null {
  const own = named && present(named.dmName);
  if (own === null) return named;
  const dmName = model.blockDevices.find((d) => d.device === device)?.dmName ?? null;
  return dmName === own ? named : (model.containers.find((c) => present(c.dmName) === dmName) ?? null);
}

function targetBoxes(container: Container | null, finding: Finding): readonly ChainBox[] {
  if (!container) {
    const [subject] = finding.subjects;
    return [{ heading: say(msg('chain.asked')), title: shortIds(subject.name), lines: [shortId(subject.id)], subject }];
  }
  const removed = container.state === 'removing' || container.state === 'dead';
  const mountId = present(container.mountId);
  const thin = present(container.thinDeviceId);
  return [
    {
      heading: say(removed ? msg('chain.removed-container') : msg('chain.container')),
      title: container.name,
      lines: [container.id.slice(0, 12), containerState(container)],
      subject: { kind: 'container', id: container.id, name: container.name },
    },
    ...(mountId === null
      ? []
      : [
          {
            heading: say(msg('chain.metadata', { runtime: container.runtime })),
            title: 'mount-id',
            lines: [
              shortId(mountId),
              ...(thin === null ? [present(container.storageDriver) ?? ''] : [`device_id ${thin}`]),
            ],
            subject: null,
          },
        ]),
  ];
}

function deviceBox(model: HostModel, device: string, container: Container | null): FindingChain['device'] {
  const block = model.blockDevices.find((d) => d.device === device);
  const open = block ? present(block.dmOpen) : null;
  const thin = container && block?.dmName === present(container.dmName) ? present(container.thinDeviceId) : null;
  const mount = model.mounts.find((m) => m.shape.device === device);
  const name = thin !== null ? `thin ${thin}` : (block?.kernelName ?? mount?.shape.fsType ?? '');
  return {
    heading: say(thin !== null ? msg('chain.thin-open') : msg('chain.filesystem-open')),
    title: device,
    lines: [open === null ? name : say(msg('chain.open', { name, open }))].filter((line) => line !== ''),
    state: container?.state === 'removing' ? say(msg('kept.removal-waits')) : '',
  };
}

/** Copies of one namespace are one box; every other reference is a box of its own, those of one process together. */
function chainHolders(model: HostModel, holders: readonly Holder[]): readonly ChainHolder[] {
  const key = (h: Holder) => {
    const namespace = present(h.namespace);
    if (h.via === 'mount' && namespace) return `ns:${namespace.id}`;
    const process = present(h.process);
    return process ? `pid:${process.pid}` : `other:${h.via}:${h.through[0]?.name ?? ''}:${present(h.fd) ?? ''}`;
  };
  return [...groupBy(holders, key).values()].map((group) => {
    const [first] = group;
    return first!.via === 'mount' ? namespaceHolder(model, first!) : referenceHolder(group);
  });
}

function namespaceHolder(model: HostModel, holder: Holder): ChainHolder {
  const namespace = present(holder.namespace);
  const process = present(holder.process);
  const container = present(holder.container);
  const base = {
    heading: '',
    subject: namespace ? { kind: 'namespace' as const, id: String(namespace.id), name: String(namespace.id) } : null,
    mark: holderMark(holder),
    propagation: copyPropagation(model, holder),
  };
  const inode = namespace ? String(namespace.id) : '';
  if (!namespace) return { ...base, title: holderTitle(holder), lines: [holderReference(holder), inode] };
  switch (namespace.heldBy) {
    case 'process': {
      const pids = model.processes.filter((p) => p.mountNamespace === namespace.id).map((p) => p.pid);
      const n = Math.max(namespace.processes, pids.length);
      const shown = pids.slice(0, 3).join(', ') + (pids.length > 3 ? ', …' : '');
      return {
        ...base,
        title: container ? say(msg('chain.processes-of', { n, container: container.name })) : holderTitle(holder),
        lines: [`pid ${shown === '' ? (process?.pid ?? '?') : shown}`, inode],
      };
    }
    case 'thread':
      return {
        ...base,
        title: say(msg('chain.thread')),
        lines: [process ? say(msg('chain.tid', { tid: process.tid ?? 0, pid: process.pid })) : '', inode],
      };
    case 'nsfs':
      return { ...base, title: say(msg('chain.pinned')), lines: [namespace.pin ?? '', inode] };
    case 'fd':
      return {
        ...base,
        title: say(msg('chain.descriptor')),
        lines: [process ? `pid ${process.pid} fd ${present(holder.fd) ?? ''}`.trimEnd() : '', inode],
      };
  }
}

/** Where the unmount stopped is the parent's door; the copy's own where the parent is out of sight. */
function copyPropagation(model: HostModel, holder: Holder): string | null {
  const copy = present(holder.mount);
  const namespace = present(holder.namespace);
  if (!copy || !namespace) return null;
  const table = indexOf(model).mountsByNamespace.get(namespace.id) ?? [];
  const mount = table.find((m) => m.mountId === copy.id);
  const parent = mount ? parentMount(table, mount) : null;
  if (parent) return propagationText(parent.shape.propagation);
  return mount ? propagationText(mount.shape.propagation) : null;
}

function referenceHolder(group: readonly Holder[]): ChainHolder {
  const [first] = group;
  const references = group.map(holderReference);
  const container = present(first!.container);
  const stack = first!.through[0];
  return {
    heading: '',
    title:
      stack && isAbsent(first!.process)
        ? `${stack.name}: ${holderReference(first!)}`
        : say(msg('chain.reference-of', { reference: references[0]!, holder: holderTitle(first!) })),
    lines: [
      stack
        ? stack.backing
        : [
            ...references.slice(1),
            ...(container ? [say(msg('held.in-container', { name: container.name }))] : []),
          ].join(', '),
      '',
    ],
    subject: null,
    mark: holderMark(first!),
    propagation: null,
  };
}

/** What the host sees: for a mount leak, nothing. */
function whereNotMounted(model: HostModel, device: string): string | null {
  const { hostNamespace } = indexOf(model);
  if (hostNamespace === null) return null;
  const onHost = model.mounts.some((m) => m.shape.device === device && m.namespace === hostNamespace);
  return onHost ? null : say(msg('chain.not-on-host'));
}
