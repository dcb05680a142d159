import { isAbsent } from '#shared/base/absent.ts';
import type {
  MountRowInBox,
  NamespaceBox,
  NamespaceFigure,
  NamespaceGroup,
  NamespaceLine,
} from '#shared/derive/namespace-figure.ts';

/**
 * Places of a namespace figure's objects, px. Four columns of fixed width, filled from above; the
 * only thing that moves is height. Equal figures have equal layouts.
 */
export interface NamespaceLayout {
  readonly width: number;
  readonly height: number;
  readonly headings: Readonly<Partial<Record<keyof NamespaceFigure['headings'], Point>>>;
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly (Frame & { readonly line: NamespaceLine })[];
  readonly groups: readonly (Frame & { readonly group: NamespaceGroup })[];
  readonly others: readonly (Frame & { readonly holder: NamespaceFigure['otherHolders'][number] })[];
  readonly kept: readonly (Frame & { readonly thing: NamespaceFigure['kept'][number] })[];
  /** Where edges meet an object, by its key. */
  readonly anchors: ReadonlyMap<string, Anchor>;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Frame extends Point {
  readonly width: number;
  readonly height: number;
}
export interface Anchor {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}
export interface PlacedBox extends Frame {
  readonly box: NamespaceBox;
  /** Middles. */
  readonly rows: readonly { readonly row: MountRowInBox; readonly y: number }[];
  readonly moreY: number | null;
  readonly separatorY: number | null;
  /** Middle of the line that says why there are no rows; null where the table was read. */
  readonly unreadY: number | null;
  readonly keepers: readonly { readonly keeper: NamespaceBox['keepers'][number]; readonly y: number }[];
  readonly pitch: number;
}

/** Left edge and width of the columns, and the height of a lid. */
export const columns = {
  origin: { x: 16, width: 410 },
  lines: { x: 50, width: 376 },
  holding: { x: 620, width: 400 },
  kept: { x: 1090, width: 160 },
} as const;
export const lidHeight = 26;
const top = 34;

export function layoutNamespaceFigure(figure: NamespaceFigure): NamespaceLayout {
  const anchors = new Map<string, Anchor>();
  const left = placeLeft(figure, anchors);
  const middle = placeMiddle(figure, anchors);
  const kept = placeKept(figure, anchors, Math.max(middle.bottom, top + 92));
  const width =
    (figure.kept.length > 0 ? columns.kept.x + columns.kept.width : columns.holding.x + columns.holding.width) + 14;
  return {
    width,
    height: Math.max(left.bottom, middle.bottom, kept.bottom) + 12,
    headings: { ...left.headings, ...middle.headings, ...kept.headings },
    boxes: [...left.boxes, ...middle.boxes],
    lines: left.lines,
    groups: [...left.groups, ...middle.groups],
    others: middle.others,
    kept: kept.kept,
    anchors,
  };
}

function placeLeft(figure: NamespaceFigure, anchors: Map<string, Anchor>) {
  const headings: Partial<Record<keyof NamespaceFigure['headings'], Point>> = {};
  const boxes: PlacedBox[] = [];
  let y = top;
  if (figure.origin) {
    headings.origin = { x: columns.origin.x, y: 22 };
    const box = placeBox(figure.origin, { ...columns.origin, y, pitch: 20 }, anchors);
    boxes.push(box);
    y += box.height + 40;
  }
  const lines = figure.reached.map((line, i) => ({ line, ...columns.lines, y: y + i * 26, height: 22 }));
  for (const l of lines) anchors.set(l.line.key, { left: l.x, right: l.x + l.width, y: l.y + 11 });
  if (lines.length > 0) {
    headings.reached = { x: columns.origin.x, y: y - 10 };
    y += lines.length * 26 + 44;
  }
  const groups = figure.others.map((group, i) => ({ group, x: 52, width: 374, y: y + i * 24, height: 19 }));
  for (const g of groups) anchors.set(g.group.key, { left: g.x, right: g.x + g.width, y: g.y + 9.5 });
  if (groups.length > 0) {
    headings.others = { x: columns.origin.x, y: y - 12 };
    y += groups.length * 24;
  }
  return { headings, boxes, lines, groups, bottom: y };
}

function placeMiddle(figure: NamespaceFigure, anchors: Map<string, Anchor>) {
  const { x, width } = columns.holding;
  const boxes: PlacedBox[] = [];
  let y = top;
  for (const namespace of figure.holding) {
    const box = placeBox(namespace, { x, width, y, pitch: 22 }, anchors);
    boxes.push(box);
    y += box.height + 24;
  }
  const others = figure.otherHolders.map((holder) => {
    const placed = { holder, x, width, y, height: lidHeight + 6 + holder.lines.length * 16 };
    anchors.set(holder.key, { left: x, right: x + width, y: y + placed.height / 2 });
    y += placed.height + 14;
    return placed;
  });
  const groups = figure.holdingGroups.map((group) => {
    const placed = { group, x, width, y: y + 4, height: 22 };
    anchors.set(group.key, { left: x, right: x + width, y: y + 15 });
    y += 32;
    return placed;
  });
  const some = boxes.length + others.length + groups.length > 0;
  // Asked and nobody found: the heading says so, with what was looked at. An empty column would look like a fault.
  const headings = some || figure.focus ? { holding: { x, y: 22 } } : {};
  return { headings, boxes, others, groups, bottom: y - (some ? 14 : 0) };
}

function placeBox(
  box: NamespaceBox,
  at: { readonly x: number; readonly y: number; readonly width: number; readonly pitch: number },
  anchors: Map<string, Anchor>,
): PlacedBox {
  const { x, width, pitch } = at;
  const edge = { left: x, right: x + width };
  anchors.set(box.key, { ...edge, y: at.y + lidHeight / 2 });
  let y = at.y + lidHeight + 16;
  const rows = box.rows.map((row, i) => ({ row, y: y + i * pitch }));
  for (const r of rows) anchors.set(r.row.key, { ...edge, y: r.y });
  y += rows.length * pitch;
  const unreadY = isAbsent(box.totalMounts) ? y : null;
  if (unreadY !== null) y += pitch;
  const moreY = box.moreMounts > 0 ? y : null;
  if (moreY !== null) y += pitch;
  const separatorY = box.keepers.length > 0 ? y - pitch / 2 : null;
  const keepers = box.keepers.map((keeper, i) => ({ keeper, y: y + i * pitch }));
  for (const k of keepers) anchors.set(k.keeper.key, { ...edge, y: k.y });
  y += keepers.length * pitch;
  return { box, x, y: at.y, width, height: y - at.y - pitch / 2 + 8, rows, moreY, separatorY, unreadY, keepers, pitch };
}

/** The device beside the middle of what holds it; its owner above, what it stands on below. */
function placeKept(figure: NamespaceFigure, anchors: Map<string, Anchor>, middleBottom: number) {
  const { x, width } = columns.kept;
  const heights = figure.kept.map(keptHeight);
  const total = heights.reduce((sum, h) => sum + h + 38, -38);
  const sources = figure.edges.filter((e) => e.kind === 'fault').flatMap((e) => anchors.get(e.from)?.y ?? []);
  const device = figure.kept.findIndex((k) => k.shape === 'device');
  const above = heights.slice(0, Math.max(device, 0)).reduce((sum, h) => sum + h + 38, 0);
  const middle = sources.length > 0 ? (Math.min(...sources) + Math.max(...sources)) / 2 : middleBottom / 2;
  let y = Math.max(top, middle - above - (heights[device] ?? 0) / 2);
  const kept = figure.kept.map((thing, i) => {
    const placed = { thing, x, width, y, height: heights[i]! };
    anchors.set(thing.key, { left: x, right: x + width, y: y + placed.height / 2 });
    y += placed.height + 38;
    return placed;
  });
  return { headings: kept.length > 0 ? { kept: { x, y: 22 } } : {}, kept, bottom: total > 0 ? y - 38 : 0 };
}

const keptHeight = (thing: NamespaceFigure['kept'][number]): number =>
  thing.shape === 'device'
    ? 34 + (thing.lines.length + (thing.state === null ? 0 : 1)) * 15
    : 28 + thing.lines.length * 15;
