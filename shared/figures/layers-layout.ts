import { escapeForDisplay } from '#shared/base/escape.ts';
import type { LayerCopy, LayerRow, LayersFigure, Plate, StandingRow, StoredBox } from '#shared/derive/layers-figure.ts';
import { wrapText } from '#shared/figures/wrap-text.ts';

/** Px. */
export const layerColumns = {
  width: 1264,
  stored: { x: 16, width: 330 },
  unpacked: { x: 438, width: 340 },
  standing: { x: 856, width: 392 },
  box: 38,
  group: 28,
  hole: 26,
  stands: 36,
} as const;

interface At {
  readonly y: number;
  readonly height: number;
}
export interface PlacedCopy extends At {
  readonly copy: LayerCopy;
  readonly plates: readonly (At & { readonly plate: Plate })[];
  /** Where those who stand on it leave from: its lowest damaged plate, or its uppermost one. */
  readonly foot: number;
  /** The middle of its uppermost plate, which may be a container's own. */
  readonly top: number;
}

export interface LayersLayout {
  readonly width: number;
  readonly height: number;
  readonly statementY: number;
  readonly served: (At & { readonly sentence: readonly string[] }) | null;
  readonly headY: number;
  readonly stored: readonly (At & { readonly box: StoredBox })[];
  readonly layers: readonly (At & { readonly row: LayerRow })[];
  readonly copies: readonly PlacedCopy[];
  readonly standing: readonly (At & { readonly row: StandingRow; readonly from: number })[];
  /** Lines of sentences below the columns, then of what was looked at. */
  readonly notes: readonly { readonly y: number; readonly text: string; readonly quiet: boolean }[];
}

const gap = 8;
const link = 24;
export const servedLine = 15;

export function layoutLayers(figure: LayersFigure): LayersLayout {
  const { width, box, group, stands } = layerColumns;
  let top = 12;
  const statementY = top + 12;
  if (figure.statement) top += 32;
  const served = placeServed(figure, top);
  if (served) top = served.y + served.height + 16;
  const headY = top + 10;
  const start = headY + 20;

  let y = start;
  const stored = figure.stored.map((b) => {
    const at = { box: b, y, height: box };
    y += box + link;
    return at;
  });
  const layers = figure.layers.map((row) => {
    const at = { row, y, height: row.count > 1 ? group : box };
    y += at.height + gap + (row.count > 1 ? 4 : 0);
    return at;
  });
  let bottom = y;

  y = start;
  const copies: PlacedCopy[] = [];
  const standing: { row: StandingRow; y: number; height: number; from: number }[] = [];
  for (const copy of figure.copies) {
    const placed = placeCopy(copy, y);
    copies.push(placed);
    const mine = figure.standing.filter((s) => s.copy === copy.key);
    const room = mine.length * (stands + gap) - gap;
    let at = Math.max(y + 22, Math.min(placed.foot - room / 2, placed.y + placed.height - room));
    for (const row of mine) {
      standing.push({
        row,
        y: at,
        height: stands,
        from: footOf(row, placed),
      });
      at += stands + gap;
    }
    y = Math.max(placed.y + placed.height, at) + 22;
  }
  bottom = Math.max(bottom, y);
  const notes: { y: number; text: string; quiet: boolean }[] = [];
  let noteY = bottom + 14;
  for (const text of figure.notes) {
    for (const line of wrapText(escapeForDisplay(text), 'sans400', 12, width - 32)) {
      notes.push({ y: noteY, text: line, quiet: false });
      noteY += 17;
    }
  }
  const foot = [figure.lookedAt, figure.notLookedAt].filter(Boolean).join('. ');
  for (const line of wrapText(escapeForDisplay(foot), 'sans400', 11, width - 32)) {
    notes.push({ y: noteY + 2, text: line, quiet: true });
    noteY += 15;
  }
  return { width, height: noteY + 6, statementY, served, headY, stored, layers, copies, standing, notes };
}

function placeServed({ served }: LayersFigure, y: number): LayersLayout['served'] {
  if (!served) return null;
  const sentence = wrapText(escapeForDisplay(served.sentence), 'sans400', 15, layerColumns.width - 60);
  const lines = served.steps.reduce((n, step) => n + 1 + step.cited.length, 0) + also(served).length;
  return { y, height: sentence.length * 21 + lines * servedLine + 14, sentence };
}

/** A program that is gone is gone from one plate; a container's own plate is above all others. */
function footOf(row: StandingRow, { copy, plates, foot, top }: PlacedCopy): number {
  const lost = plates.find(({ plate }) => row.lost !== null && plate.holes.some((h) => h.path === row.lost));
  if (lost) return lost.y + Math.min(lost.height / 2, 60);
  return row.own && copy.trouble !== 'crit' ? top : foot;
}

/** Other places of the same file, as far as the figure shows them. */
export const also = (served: NonNullable<LayersFigure['served']>) => served.alsoAt.slice(0, 4);

function placeCopy(copy: LayerCopy, y: number): PlacedCopy {
  let at = y + 22;
  const plates = copy.plates.map((plate) => {
    const placed = { plate, y: at, height: plateHeight(plate) };
    at += placed.height + 4 + (plate.count > 1 ? 4 : 0);
    return placed;
  });
  const lowest =
    plates.findLast((p) => p.plate.trouble === 'crit') ?? plates.find((p) => p.plate.row !== null) ?? plates[0];
  const middle = (p: (typeof plates)[number] | undefined) => (p ? p.y + Math.min(p.height / 2, 60) : y + 11);
  return { copy, y, height: at - y, plates, foot: middle(lowest), top: middle(plates[0]) };
}

export function plateHeight(plate: Plate): number {
  if (plate.count > 1) return layerColumns.group;
  if (plate.holes.length > 0) return 30 + plate.holes.length * layerColumns.hole + (plate.holesMore > 0 ? 17 : 0) + 40;
  return plate.state === 'gone' || plate.asked ? 44 : 28;
}
