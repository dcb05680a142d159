import type {
  Door,
  MountRowInBox,
  NamespaceBox,
  NamespaceFigure,
  NamespaceGroup,
  NamespaceLine,
} from '#shared/derive/namespace-figure.ts';
import type { HoldMark } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';

/** One object of a namespace figure: what the picture draws as one focusable node and its table twin as one row. */
export interface FigureObjectRow {
  /** `data-key` of the node in the picture. */
  readonly key: string;
  readonly kind: 'namespace' | 'line' | 'group' | 'holder' | 'kept' | 'mount' | 'keeper';
  readonly part: 'origin' | 'reached' | 'others' | 'holding' | 'kept';
  /** Accessible name: whole ids and paths. */
  readonly name: string;
  /** Namespaces it stands for; empty for things that are none. */
  readonly inodes: readonly number[];
  /** Key of the box a mount or a keeper stands in; null for top-level objects. */
  readonly inside: string | null;
  readonly mark: HoldMark | null;
  readonly door: Door | null;
  readonly title: string;
  readonly aside: string;
  readonly fault: boolean;
  readonly expandable: boolean;
}

const bare = { inside: null, mark: null, door: null, fault: false, expandable: false, inodes: [] } as const;

/** Every object of the figure, in reading order. The picture has exactly these, each once: a test counts both. */
export function figureObjects(figure: NamespaceFigure): readonly FigureObjectRow[] {
  return [
    ...(figure.origin ? boxObjects(figure.origin, 'origin') : []),
    ...figure.reached.map((line) => lineObject(line)),
    ...figure.others.map((group) => groupObject(group, 'others')),
    ...figure.holding.flatMap((box) => boxObjects(box, 'holding')),
    ...figure.otherHolders.map((holder) => ({
      ...bare,
      key: holder.key,
      kind: 'holder' as const,
      part: 'holding' as const,
      name: say(msg('object.holder', { title: holder.title, lines: holder.lines.join(', ') })),
      mark: holder.mark,
      title: holder.title,
      aside: holder.lines.join(', '),
      fault: holder.fault,
    })),
    ...figure.holdingGroups.map((group) => groupObject(group, 'holding')),
    ...figure.kept.map((thing) => ({
      ...bare,
      key: thing.key,
      kind: 'kept' as const,
      part: 'kept' as const,
      name: [thing.title, ...thing.lines, ...(thing.state === null ? [] : [thing.state])].join(', '),
      title: thing.title,
      aside: thing.lines.join(', '),
      fault: thing.fault,
    })),
  ];
}

function boxObjects(box: NamespaceBox, part: 'origin' | 'holding'): FigureObjectRow[] {
  const held = box.rows.filter((r) => r.role === 'fault');
  return [
    {
      ...bare,
      key: box.key,
      kind: 'namespace',
      part,
      name: say(
        msg('object.namespace', {
          inode: box.inode,
          title: box.title,
          aside: box.aside,
          holds: held.map((r) => r.full).join(', '),
        }),
      ),
      inodes: [box.inode],
      mark: box.mark,
      title: box.title,
      aside: box.aside,
      fault: held.length > 0,
    },
    ...box.rows.map((row) => mountObject(row, box.key, part)),
    ...box.keepers.map((keeper) => ({
      ...bare,
      key: keeper.key,
      kind: 'keeper' as const,
      part,
      name: say(msg('object.keeper', { title: keeper.title, says: keeper.says })),
      inside: box.key,
      mark: keeper.mark,
      title: keeper.title,
      aside: keeper.says,
    })),
  ];
}

const mountObject = (row: MountRowInBox, inside: string, part: 'origin' | 'holding'): FigureObjectRow => ({
  ...bare,
  key: row.key,
  kind: 'mount',
  part,
  name: say(
    msg(row.role === 'gone' ? 'object.gone' : 'object.mount', {
      path: row.full,
      aside: row.aside,
      id: row.mountId ?? 0,
    }),
  ),
  inside,
  door: row.door,
  title: row.full,
  aside: row.aside,
  fault: row.role === 'fault',
});

const lineObject = (line: NamespaceLine): FigureObjectRow => ({
  ...bare,
  key: line.key,
  kind: 'line',
  part: 'reached',
  name: say(msg('object.line', { inodes: line.inodes.join(', '), title: line.title, aside: line.aside })),
  inodes: line.inodes,
  door: line.door,
  title: line.title,
  aside: line.aside,
  expandable: line.inodes.length > 1,
});

const groupObject = (group: NamespaceGroup, part: 'others' | 'holding'): FigureObjectRow => ({
  ...bare,
  key: group.key,
  kind: 'group',
  part,
  name: say(msg('object.group', { count: group.count, title: group.title })),
  inodes: group.inodes,
  title: group.title,
  aside: '',
  expandable: group.count > 1,
});
