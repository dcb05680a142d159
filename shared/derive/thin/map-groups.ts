import { present } from '#shared/base/absent.ts';
import type { MapOwnerShape, MapRow } from '#shared/derive/device-map.ts';
import { mapRow, rowName } from '#shared/derive/thin/map-row.ts';
import { idText, ownerOf } from '#shared/derive/thin/owners.ts';
import { byteText, mappedBytes } from '#shared/derive/thin/sizes.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { ThinDevice } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Devices that are equal in what was asked: what they are to their pool, and whether something is wrong. In drawing order. */
const categories = [
  'trouble',
  'blocked',
  'orphan',
  'running',
  'volume',
  'unknown',
  'inactive-volume',
  'stopped',
  'layers',
  'init',
] as const;
type Category = (typeof categories)[number];

/** Of each category so many are rows of their own; the rest is one group. Quiet ones are grouped from two on. */
const ownRows: Readonly<Record<Category, number>> = {
  trouble: 12,
  blocked: 24,
  orphan: 8,
  running: 12,
  volume: 12,
  unknown: 4,
  'inactive-volume': 6,
  stopped: 1,
  layers: 1,
  init: 1,
};

/** An opened group shows so many of its devices; the rest stays a group. */
const mostOpened = 200;

/** From here on a group's number leaves no room for its state beside it: they are one word. */
const many = 1000;

export interface PoolRows {
  readonly rows: readonly MapRow[];
  readonly leftOut: number;
}

/** The devices of one pool as rows: trouble first, the calm ones in groups, none dropped. */
export function poolRows(
  analysis: Analysis,
  devices: readonly ThinDevice[],
  options: { readonly expanded: ReadonlySet<string>; readonly onlyTrouble: boolean; readonly asked: string | null },
): PoolRows {
  const lists = new Map<Category, { device: ThinDevice; row: MapRow }[]>(categories.map((c) => [c, []]));
  let leftOut = 0;
  for (const device of devices) {
    const row = mapRow(analysis, device);
    const category = categoryOf(analysis, device, row);
    if (options.onlyTrouble && row.trouble === 'none' && row.key !== options.asked) leftOut++;
    else lists.get(category)!.push({ device, row });
  }
  const rows = categories.flatMap((category) => {
    const items = lists.get(category)!.sort((a, b) => compareIds(a.device, b.device));
    return grouped(analysis, category, items, options);
  });
  return { rows, leftOut };
}

function categoryOf({ model }: Analysis, device: ThinDevice, row: MapRow): Category {
  const { role, container } = ownerOf(model, device);
  if (row.blocked) return 'blocked';
  if (row.orphan) return 'orphan';
  if (row.trouble !== 'none') return 'trouble';
  switch (role) {
    case 'container':
      return container && ['running', 'paused', 'restarting'].includes(container.state) ? 'running' : 'stopped';
    case 'init':
      return 'init';
    case 'image-layer':
    case 'base':
      return 'layers';
    case 'volume':
    case 'snapshot':
      return row.slot === 'inactive' ? 'inactive-volume' : 'volume';
    case 'nobody':
      return 'inactive-volume';
    case 'unknown':
      return 'unknown';
  }
}

type Item = { readonly device: ThinDevice; readonly row: MapRow };

function grouped(
  analysis: Analysis,
  category: Category,
  items: readonly Item[],
  { expanded, asked }: { readonly expanded: ReadonlySet<string>; readonly asked: string | null },
): readonly MapRow[] {
  if (items.length === 0) return [];
  const key = `group:${items[0]!.device.pool}:${category}`;
  const room = expanded.has(key) ? mostOpened : ownRows[category];
  if (items.length <= room) return items.map((i) => i.row);
  // A quiet category is one group; a telling one shows its first and counts the rest.
  const shown = room === 1 ? 0 : room;
  const own = items.filter((item, i) => i < shown || item.row.key === asked);
  const rest = items.filter((item, i) => i >= shown && item.row.key !== asked);
  if (rest.length === 1) return items.map((i) => i.row);
  return [...own.map((i) => i.row), groupRow(analysis, category, key, rest, own.length > 0)];
}

function groupRow(
  { model }: Analysis,
  category: Category,
  key: string,
  items: readonly Item[],
  afterOthers: boolean,
): MapRow {
  const n = items.length;
  const base = category === 'layers' && items.some((i) => ownerOf(model, i.device).role === 'base');
  const sum = items.reduce((bytes, i) => bytes + (present(mappedBytes(i.device).mapped) ?? 0), 0);
  const [first] = items;
  const ids = items.map((i) => idText(i.device));
  const active = items.filter((i) => i.row.device !== '').length;
  const row: Omit<MapRow, 'name'> = {
    key,
    count: n,
    idText: ids.join(' ').length <= 12 ? ids.join(' ') : say(msg('devmap.ids', { n })),
    device: '',
    slot: 'group',
    orphan: category === 'orphan',
    readOnly: false,
    suspended: false,
    mismatch: null,
    snapshotOf: null,
    ownerShape: shapeOf(category, first!.row.ownerShape),
    owner: groupTitle(category, base ? n - 1 : n, base, afterOthers),
    image: '',
    state:
      category === 'stopped' && n < many
        ? say(msg('devmap.state.not-running'))
        : category === 'running'
          ? 'running'
          : active > 0 && active < n
            ? say(msg('devmap.group.some-active', { active }))
            : '',
    trouble: category === 'blocked' ? 'crit' : category === 'orphan' || category === 'trouble' ? 'warn' : 'none',
    mapped: { share: null, text: sum > 0 ? byteText(sum) : '', trouble: 'none' },
    blocked:
      category === 'blocked'
        ? { mark: first!.row.blocked!.mark, holder: first!.row.blocked!.holder, more: n - 1 }
        : null,
    subject: null,
    source: null,
  };
  return { ...row, name: rowName(row) };
}

function groupTitle(category: Category, n: number, base: boolean, afterOthers: boolean): string {
  if (category === 'layers')
    return say(base ? msg('devmap.group.layers-base', { n }) : msg('devmap.group.layers', { n }));
  if (category === 'stopped' && n >= many) return say(msg('devmap.group.stopped-many', { n }));
  if (afterOthers && (category === 'running' || category === 'volume' || category === 'inactive-volume')) {
    return say(msg('devmap.group.rest', { n }));
  }
  return say(msg(`devmap.group.${category}`, { n }));
}

function shapeOf(category: Category, first: MapOwnerShape): MapOwnerShape {
  if (category === 'running' || category === 'stopped') return 'container';
  if (category === 'layers' || category === 'init') return 'layer';
  return category === 'orphan' ? 'nobody' : first;
}

/** By id; devices whose id is not known by their key. */
function compareIds(a: ThinDevice, b: ThinDevice): number {
  const [x, y] = [present(a.id) ?? Infinity, present(b.id) ?? Infinity];
  return x === y ? (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) : x - y;
}
