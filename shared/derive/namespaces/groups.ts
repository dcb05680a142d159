import { isAbsent } from '#shared/base/absent.ts';
import type { Door, NamespaceGroup, NamespaceLine } from '#shared/derive/namespace-figure.ts';
import { isContainers, namespaceTitle, residentsOf, residentsText } from '#shared/derive/namespace-label.ts';
import { boxKey, rootMount } from '#shared/derive/namespaces/boxes.ts';
import { doorOf } from '#shared/derive/namespaces/propagation.ts';
import { msg, say } from '#shared/messages/index.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount, MountNamespace } from '#shared/model/mount.ts';

/** Lines drawn singly before those that are slaves of one group become one line. */
const mostLines = 24;

/** A namespace that the unmount reached, with the mount through which it arrived. */
export interface Reached {
  readonly namespace: MountNamespace;
  readonly through: Mount;
}

/**
 * Reached namespaces as lines: engines and those that lead a group of their own singly, the
 * rest grouped where their doors are equal. Order: engines, then by group, then peers.
 */
export function reachedLines(
  index: ModelIndex,
  reached: readonly Reached[],
  expanded: ReadonlySet<string>,
): readonly NamespaceLine[] {
  const isEngine = (r: Reached) => residentsOf(index, r.namespace.inode).some((p) => index.engines.has(p.pid));
  const engines = reached.filter(isEngine);
  const doors = groupBy(
    reached.filter((r) => !isEngine(r)),
    (r) => doorKey(doorOf(r.through)),
  );
  const lines = [...doors].flatMap(([key, members]) => groupLine(index, `reached:${key}`, members, expanded));
  const all = [...engines.map((r) => singleLine(index, r)), ...lines.sort(byDoor)];
  return all.length <= mostLines ? all : collapsed(index, reached, engines, expanded);
}

/** Too many groups of their own: all slaves of one master in one line, whatever they lead. */
function collapsed(
  index: ModelIndex,
  reached: readonly Reached[],
  engines: readonly Reached[],
  expanded: ReadonlySet<string>,
): readonly NamespaceLine[] {
  const rest = reached.filter((r) => !engines.includes(r));
  const masters = groupBy(rest, (r) => {
    const { master, shared } = doorOf(r.through);
    return master === null ? `peer-${shared}` : `slave-${master}`;
  });
  const lines = [...masters].flatMap(([key, members]) => groupLine(index, `reached:all:${key}`, members, expanded));
  return [
    ...engines.slice(0, mostLines).map((r) => singleLine(index, r)),
    ...lines,
    ...manyEngines(index, engines, expanded),
  ];
}

const manyEngines = (index: ModelIndex, engines: readonly Reached[], expanded: ReadonlySet<string>) =>
  engines.length > mostLines ? groupLine(index, 'reached:engines', engines.slice(mostLines), expanded) : [];

function groupLine(
  index: ModelIndex,
  key: string,
  members: readonly Reached[],
  expanded: ReadonlySet<string>,
): readonly NamespaceLine[] {
  const first = members[0];
  if (!first) return [];
  if (members.length === 1 || expanded.has(key)) return members.map((r) => singleLine(index, r));
  const door = commonDoor(members);
  const named = members.slice(0, 2).map((r) => residentsText(index, r.namespace.inode, 1));
  return [
    {
      key,
      inodes: members.map((r) => r.namespace.inode),
      title: [...named, ...(members.length > 2 ? [say(msg('count.more', { n: members.length - 2 }))] : [])].join('; '),
      aside: doorAside(door, true),
      door,
    },
  ];
}

function singleLine(index: ModelIndex, { namespace, through }: Reached): NamespaceLine {
  const door = doorOf(through);
  return {
    key: boxKey(namespace.inode),
    inodes: [namespace.inode],
    title: namespaceTitle(index, namespace, 2),
    aside: doorAside(door, false),
    door,
  };
}

function commonDoor(members: readonly Reached[]): Door {
  const doors = members.map((r) => doorOf(r.through));
  const first = doors[0]!;
  const same = (pick: (d: Door) => number | null) => (doors.every((d) => pick(d) === pick(first)) ? pick(first) : null);
  return { ...first, shared: same((d) => d.shared), master: same((d) => d.master) };
}

function doorAside({ shared, master }: Door, several: boolean): string {
  if (master !== null && shared !== null) return say(msg('line.slave-leads', { master, shared }));
  if (master !== null) return say(several ? msg('line.slaves', { master }) : msg('propagation.slave', { master }));
  return say(several ? msg('line.peers', { shared: shared ?? 0 }) : msg('line.peer', { shared: shared ?? 0 }));
}

const doorKey = ({ shared, master }: Door): string => `${master ?? '-'}:${shared ?? '-'}`;

/** Leaders of groups first, then plain slaves, then peers. */
function byDoor(a: NamespaceLine, b: NamespaceLine): number {
  const rank = ({ door }: NamespaceLine) => (door.master === null ? 2 : door.shared === null ? 1 : 0);
  return rank(a) - rank(b) || (a.door.shared ?? 0) - (b.door.shared ?? 0) || a.inodes[0]! - b.inodes[0]!;
}

/** Namespaces that have nothing to do with the question, counted by what they are. */
export function otherGroups(
  index: ModelIndex,
  others: readonly MountNamespace[],
  originRoot: Mount | null,
  expanded: ReadonlySet<string>,
  /** What copies of the host are called: with a question, "without it". */
  copies: 'private-copies' | 'private-hosts',
): readonly NamespaceGroup[] {
  const kinds = groupBy(others, (n) => kindOf(index, n, originRoot));
  return kindOrder.flatMap((kind) => {
    const members = kinds.get(kind) ?? [];
    const key = `others:${kind}`;
    if (members.length === 0) return [];
    if (members.length === 1 || expanded.has(key)) return members.map((n) => groupOfOne(index, n, kind));
    return [
      {
        key,
        count: members.length,
        title: say(msg(`others.${kind === 'private-copies' ? copies : kind}`)),
        inodes: members.map((n) => n.inode),
      },
    ];
  });
}

const kindOrder = ['containers', 'own-root', 'private-copies', 'kernel', 'not-read'] as const;
type Kind = (typeof kindOrder)[number];

function kindOf(index: ModelIndex, namespace: MountNamespace, originRoot: Mount | null): Kind {
  const table = index.tables.get(namespace.inode);
  if (!table || isAbsent(table.mounts)) return 'not-read';
  const residents = residentsOf(index, namespace.inode);
  if (residents.length > 0 && residents.every((p) => p.pid === 2 || p.ppid === 2)) return 'kernel';
  if (isContainers(index, namespace.inode)) return 'containers';
  const root = rootMount(index.mountsByNamespace.get(namespace.inode) ?? []);
  const same =
    root && originRoot && root.shape.device === originRoot.shape.device && root.shape.root === originRoot.shape.root;
  return same ? 'private-copies' : 'own-root';
}

function groupOfOne(index: ModelIndex, namespace: MountNamespace, kind: Kind): NamespaceGroup {
  const title = namespaceTitle(index, namespace, 1);
  return {
    key: boxKey(namespace.inode),
    count: 1,
    title: kind === 'kernel' || kind === 'not-read' ? say(msg(`others.one-${kind}`, { title })) : title,
    inodes: [namespace.inode],
  };
}
