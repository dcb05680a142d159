import { isAbsent, present } from '#shared/base/absent.ts';
import type { FigureEdge, MountRowInBox, NamespaceBox, NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import { goneRow, mountKey, mountRow, namespaceBox, rootMount } from '#shared/derive/namespaces/boxes.ts';
import { drawnOfAll } from '#shared/derive/namespaces/drawn-of-all.ts';
import type { Focus } from '#shared/derive/namespaces/focus.ts';
import type { Reached } from '#shared/derive/namespaces/groups.ts';
import { otherGroups, reachedLines } from '#shared/derive/namespaces/groups.ts';
import { focusHeadings as headings } from '#shared/derive/namespaces/headings.ts';
import { holdingBoxes } from '#shared/derive/namespaces/holding.ts';
import { withKeepers } from '#shared/derive/namespaces/keepers.ts';
import { deviceKey, keptThings } from '#shared/derive/namespaces/kept.ts';
import { otherHolders } from '#shared/derive/namespaces/other-holders.ts';
import type { Place } from '#shared/derive/namespaces/propagation.ts';
import { groupsReachedFrom, placeBelow, receives } from '#shared/derive/namespaces/propagation.ts';
import { msg, say } from '#shared/messages/index.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { hostNamespaceOf } from '#shared/model/host-namespace.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount, MountNamespace } from '#shared/model/mount.ts';
import { containingMount } from '#shared/model/mount-paths.ts';

/** Who holds the thing asked about: where the unmount ran, where it arrived, where it did not, and what stays open. */
export function focusedFigure(
  model: HostModel,
  index: ModelIndex,
  focus: Focus,
  expanded: ReadonlySet<string>,
): NamespaceFigure {
  const byMount = focus.holders.filter((h) => h.via === 'mount' && !isAbsent(h.namespace));
  const holdersOf = groupBy(byMount, (h) => present(h.namespace)?.id ?? null);
  const held = new Set([...holdersOf.keys()].filter((inode) => inode !== focus.origin));
  const originTable = focus.origin === null ? [] : (index.mountsByNamespace.get(focus.origin) ?? []);
  const parent = parentIn(originTable, focus);
  const groups = parent ? groupsReachedFrom(model, parent) : new Set<number>();

  const originNamespace = focus.origin === null ? undefined : index.namespaces.get(focus.origin);
  const origin = originNamespace ? originBox(index, originNamespace, originTable, parent, focus, holdersOf) : null;
  const { boxes, groups: holdingGroups } = holdingBoxes(index, held, holdersOf, focus, expanded);
  const filled = withKeepers(index, [...(origin ? [origin] : []), ...boxes]);
  const [originFilled, holding] = origin ? [filled.boxes[0]!, filled.boxes.slice(1)] : [null, filled.boxes];

  const rest = model.namespaces.filter((n) => n.inode !== focus.origin && !held.has(n.inode));
  const place = parent ? placeBelow(parent, focus.path ?? parent.shape.mountPoint) : null;
  const reached = place ? reachedOf(index, rest, groups, place) : [];
  const reachedInodes = new Set(reached.map((r) => r.namespace.inode));
  const lines = reachedLines(index, reached, expanded);
  const others = otherGroups(
    index,
    rest.filter((n) => !reachedInodes.has(n.inode)),
    rootMount(originTable),
    expanded,
    'private-copies',
  );
  const outside = otherHolders(
    focus.holders.filter((h) => h.via !== 'mount' || isAbsent(h.namespace)),
    expanded,
  );
  const kept = keptThings(model, focus);
  const device = [...focus.devices][0] ?? null;
  return {
    focus: { needle: focus.needle, title: focus.title, device: focus.devices.size === 1 ? device : null },
    headings: headings(focus, {
      group: [...groups][0] ?? null,
      reached: reached.length,
      others: rest.length - reached.length,
      copiesOnly: holding.length > 0 && outside.length === 0,
      allPrivate: holding.every((box) => box.rows.every(({ door }) => door.shared === null && door.master === null)),
      mounted: originTable.some((m) => focus.devices.has(m.shape.device)),
      onHost: focus.origin === hostNamespaceOf(model.processes, model.capture.ownNamespace),
      looked: {
        tables: model.mountTables.filter((t) => !isAbsent(t.mounts)).length,
        references: model.references.length,
      },
    }),
    below: parent?.shape.mountPoint ?? null,
    origin: originFilled,
    reached: lines,
    holding,
    holdingGroups,
    otherHolders: outside,
    others,
    kept,
    edges: [
      ...(parent ? lines.map((line) => reachedEdge(parent, line)) : []),
      ...(parent && place ? holding.flatMap((box) => arrivalEdges(parent, box, index, groups, place)) : []),
      ...filled.edges,
      ...keepsOpen([...(originFilled ? [originFilled] : []), ...holding], index, outside, kept),
    ],
    ...drawnOfAll(model, {
      inFull: holding.length + (originFilled ? 1 : 0),
      asLines: reached.length,
      groups: [...others, ...holdingGroups],
    }),
  };
}

/** The mount below which the thing stood in the origin namespace: the deepest one above its path that is not itself. */
function parentIn(table: readonly Mount[], focus: Focus): Mount | null {
  if (focus.path === null) return rootMount(table);
  return containingMount(
    table.filter((m) => !focus.devices.has(m.shape.device)),
    focus.path,
  );
}

function originBox(
  index: ModelIndex,
  namespace: MountNamespace,
  table: readonly Mount[],
  parent: Mount | null,
  focus: Focus,
  holdersOf: ReadonlyMap<number, readonly { readonly legitimate: boolean }[]>,
): NamespaceBox {
  const still = table.filter((m) => focus.devices.has(m.shape.device)).slice(0, 4);
  const fault = (holdersOf.get(namespace.inode) ?? []).some((h) => !h.legitimate);
  const rows: MountRowInBox[] = [
    ...(parent ? [mountRow(parent, 'context')] : []),
    ...neighbours(index, table, focus),
    ...still.map((m) => mountRow(m, fault ? 'fault' : 'context')),
    ...(still.length === 0 && focus.path !== null ? [goneRow(namespace.inode, focus.path)] : []),
  ];
  return namespaceBox(index, namespace, rows, { aside: 'processes' });
}

/** Two mounts beside the one asked about, in the same folder: what a whole one looks like. */
function neighbours(index: ModelIndex, table: readonly Mount[], focus: Focus): readonly MountRowInBox[] {
  const { path } = focus;
  if (path === null || !focus.container) return [];
  const folder = path.slice(0, path.lastIndexOf('/'));
  const owner = new Map([...index.containers.values()].map((c) => [present(c.rootfsPath), c.name]));
  return table
    .filter(
      (m) => m.shape.mountPoint !== path && m.shape.mountPoint.slice(0, m.shape.mountPoint.lastIndexOf('/')) === folder,
    )
    .slice(0, 2)
    .map((m) =>
      mountRow(m, 'context', { aside: owner.get(m.shape.mountPoint) ?? `${m.shape.fsType} ${m.shape.device}` }),
    );
}

function reachedOf(
  index: ModelIndex,
  namespaces: readonly MountNamespace[],
  groups: ReadonlySet<number>,
  place: Place,
): readonly Reached[] {
  if (groups.size === 0) return [];
  return namespaces.flatMap((namespace) => {
    const through = index.mountsByNamespace.get(namespace.inode)?.find((m) => receives(m, groups, place) !== null);
    return through ? [{ namespace, through }] : [];
  });
}

const reachedEdge = (parent: Mount, line: NamespaceFigure['reached'][number]): FigureEdge => ({
  key: `reached:${line.key}`,
  kind: line.door.master === null ? 'peer' : 'slave',
  from: mountKey(parent),
  to: line.key,
  label: '',
});

/** From the parent in the origin to the door under which the copy hangs: it lets the unmount in, or it is where it stopped. */
function arrivalEdges(
  parent: Mount,
  box: NamespaceBox,
  index: ModelIndex,
  groups: ReadonlySet<number>,
  place: Place,
): readonly FigureEdge[] {
  const row = box.rows.find((r) => r.role === 'context') ?? box.rows.find((r) => r.role === 'fault');
  const mount = row && index.mountsByNamespace.get(box.inode)?.find((m) => m.mountId === row.mountId);
  if (!row || !mount) return [];
  const arrives = receives(mount, groups, place);
  return [
    {
      key: `arrival:${row.key}`,
      kind: arrives ?? 'stopped',
      from: mountKey(parent),
      to: row.key,
      label: arrivalLabel(mount, arrives),
    },
  ];
}

/** Short enough for the space before a door; the door itself shows the groups. */
function arrivalLabel({ shape }: Mount, arrives: 'peer' | 'slave' | null): string {
  const { shared, master, unbindable } = shape.propagation;
  if (arrives === 'slave' && master !== null) return say(msg('propagation.slave', { master }));
  if (arrives === 'peer' && shared !== null) return say(msg('propagation.shared', { shared }));
  if (shared === null && master === null)
    return say(unbindable ? msg('propagation.unbindable') : msg('propagation.private'));
  return say(msg('edge.other-group'));
}

/** To the device: the fault path from every row that must go, a quiet line from those that are there by design. */
function keepsOpen(
  boxes: readonly NamespaceBox[],
  index: ModelIndex,
  outside: NamespaceFigure['otherHolders'],
  kept: NamespaceFigure['kept'],
): readonly FigureEdge[] {
  const device = kept.find((k) => k.shape === 'device');
  if (!device) return [];
  const keptKeys = new Set(kept.map((k) => k.key));
  const to = (inode: number, row: MountRowInBox): string => {
    const mount = index.mountsByNamespace.get(inode)?.find((m) => m.mountId === row.mountId);
    const key = deviceKey(mount?.shape.device ?? '');
    return keptKeys.has(key) ? key : device.key;
  };
  return [
    ...boxes.flatMap((box) =>
      box.rows
        .filter((r) => r.role === 'fault')
        .map(
          (r): FigureEdge => ({ key: `fault:${r.key}`, kind: 'fault', from: r.key, to: to(box.inode, r), label: '' }),
        ),
    ),
    ...outside.map(
      (h): FigureEdge => ({
        key: `open:${h.key}`,
        kind: h.fault ? 'fault' : 'keeps',
        from: h.key,
        to: device.key,
        label: '',
      }),
    ),
  ];
}
