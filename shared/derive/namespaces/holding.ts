import { isAbsent, present } from '#shared/base/absent.ts';
import type { MountRowInBox, NamespaceBox, NamespaceGroup } from '#shared/derive/namespace-figure.ts';
import { isContainers, strongestHold } from '#shared/derive/namespace-label.ts';
import { mountRow, namespaceBox } from '#shared/derive/namespaces/boxes.ts';
import type { Focus } from '#shared/derive/namespaces/focus.ts';
import { shortPath } from '#shared/derive/short-path.ts';
import { msg, say } from '#shared/messages/index.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount, MountNamespace } from '#shared/model/mount.ts';
import { parentMount } from '#shared/model/mount-paths.ts';

/** Namespaces of column 3 drawn in full; more of them are counted in groups. */
const mostBoxes = 12;
/** Copies of the device drawn in one box. */
const mostRows = 4;
const ways = ['process', 'thread', 'nsfs', 'fd'];

/** The namespaces that hold it: trouble first, then by how they are kept, then by inode. */
export function holdingBoxes(
  index: ModelIndex,
  held: ReadonlySet<number>,
  holdersOf: ReadonlyMap<number, readonly Holder[]>,
  focus: Focus,
  expanded: ReadonlySet<string>,
): { readonly boxes: readonly NamespaceBox[]; readonly groups: readonly NamespaceGroup[] } {
  const holders = (n: MountNamespace) => holdersOf.get(n.inode) ?? [];
  const fault = (n: MountNamespace) => holders(n).some((h) => !h.legitimate);
  const sorted = [...held]
    .flatMap((inode) => index.namespaces.get(inode) ?? [])
    .sort(
      (a, b) =>
        Number(fault(b)) - Number(fault(a)) ||
        ways.indexOf(strongestHold(a)?.by ?? 'fd') - ways.indexOf(strongestHold(b)?.by ?? 'fd') ||
        a.inode - b.inode,
    );
  const groups = groupBy(sorted.slice(mostBoxes), (n) => groupKey(index, n, fault(n)));
  const drawn = sorted.slice(0, mostBoxes);
  const counted: NamespaceGroup[] = [];
  for (const [key, members] of groups) {
    if (members.length === 1 || expanded.has(key)) drawn.push(...members);
    else counted.push({ key, count: members.length, title: groupTitle(key), inodes: members.map((n) => n.inode) });
  }
  return {
    boxes: drawn.map((n) => namespaceBox(index, n, rowsOf(index, n, holders(n), focus), { aside: 'mounts' })),
    groups: counted,
  };
}

/** Equal in what was asked: held against the owner or by design, and kept in the same way. */
function groupKey(index: ModelIndex, n: MountNamespace, fault: boolean): string {
  const kind = isContainers(index, n.inode) ? 'containers' : (strongestHold(n)?.by ?? 'process');
  return `holding:${fault ? 'fault' : 'design'}:${kind}`;
}

function groupTitle(key: string): string {
  const kind = key.slice(key.lastIndexOf(':') + 1) as 'containers' | 'process' | 'thread' | 'nsfs' | 'fd';
  return say(msg(`holding.more-${kind}`));
}

/** Each copy under the mount that it hangs on: that one's door is where the unmount stopped. */
function rowsOf(
  index: ModelIndex,
  namespace: MountNamespace,
  holders: readonly Holder[],
  focus: Focus,
): readonly MountRowInBox[] {
  const table = index.mountsByNamespace.get(namespace.inode) ?? [];
  const wanted = new Map(holders.map((h) => [present(h.mount)?.id, h]));
  const copies = table.filter((m) => wanted.has(m.mountId) || (wanted.size === 0 && focus.devices.has(m.shape.device)));
  const rows: MountRowInBox[] = [];
  for (const copy of copies.slice(0, mostRows)) {
    const parent = parentMount(table, copy);
    const holder = wanted.get(copy.mountId);
    const isCopy = parent && copies.includes(parent);
    if (parent && !isCopy && !rows.some((r) => r.mountId === parent.mountId)) {
      rows.push(mountRow(parent, 'context', volumeAside(holder, parent)));
    }
    rows.push(
      mountRow(copy, holder?.legitimate ? 'context' : 'fault', { depth: parent ? 1 : 0, ...volumeAside(holder, copy) }),
    );
  }
  return rows;
}

/** The volume through which the copy came, on the row where it stands. */
function volumeAside(holder: Holder | undefined, mount: Mount): { aside?: string } {
  if (!holder || isAbsent(holder.volume) || holder.volume.destination !== mount.shape.mountPoint) return {};
  const { source, propagation } = holder.volume;
  return { aside: say(msg('mount.volume', { source: shortPath(source, 40), propagation })) };
}
