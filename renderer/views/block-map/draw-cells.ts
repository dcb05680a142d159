import { type CellGrid, edges } from '#renderer/views/block-map/cell-grid.ts';
import { cellCode } from '#shared/derive/block-map.ts';
import type { Tokens } from '#shared/figures/tokens.ts';

/** Rows lower than this are mostly shade. */
const lowRow = 12;
/** Narrower cells get no gap between them: it would be all one sees. */
const gapFrom = 7;

/** Equal neighbours of one row, drawn as one rectangle. Device pixels. */
interface Run {
  readonly code: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws cells into a canvas of `scale` device pixels per CSS pixel. Shade is the number of owners; the selected
 * device's own blocks are hatched, those it shares have a foot (VISUAL §5), so that grey print keeps both.
 */
export function drawCells(
  canvas: HTMLCanvasElement,
  cells: Uint8Array,
  grid: CellGrid,
  scale: number,
  colours: Tokens,
): void {
  const width = Math.round(grid.width * scale);
  const height = Math.round(grid.height * scale);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return;
  context.fillStyle = colours.free;
  context.fillRect(0, 0, width, height);
  const runs = runsOf(cells, grid, scale);
  for (const [code, colour] of shades(colours)) {
    context.fillStyle = colour;
    for (const run of runs) if (shadeOf(run.code) === code) context.fillRect(run.x, run.y, run.width, run.height);
  }
  drawOwn(context, runs, scale, colours);
  drawFeet(context, runs, scale, colours);
  drawGaps(context, grid, cells.length, scale, colours);
}

/** Own blocks have one owner, so their shade gives way to the selection's colour; the hatch is drawn above it. */
const ownShade = -1;
const shadeOf = (code: number): number => (code & cellCode.own ? ownShade : code & cellCode.shade);

const shades = (colours: Tokens): readonly (readonly [number, string])[] => [
  [cellCode.many, colours.b1],
  [cellCode.few, colours.b2],
  [cellCode.one, colours.b3],
  [ownShade, colours.acc],
];

function runsOf(cells: Uint8Array, { columns, rows, width, height }: CellGrid, scale: number): Run[] {
  const xs = edges(columns, width, scale);
  const ys = edges(rows, height, scale);
  const runs: Run[] = [];
  for (let row = 0; row < rows; row++) {
    const first = row * columns;
    const end = Math.min(cells.length, first + columns);
    for (let start = first; start < end; ) {
      const code = cells[start]!;
      let next = start + 1;
      while (next < end && cells[next] === code) next++;
      if (code !== cellCode.free) {
        const x = xs[start - first]!;
        const y = ys[row]!;
        runs.push({ code, x, y, width: xs[next - first]! - x, height: ys[row + 1]! - y });
      }
      start = next;
    }
  }
  return runs;
}

function drawOwn(context: CanvasRenderingContext2D, runs: readonly Run[], scale: number, colours: Tokens): void {
  const own = runs.filter((run) => run.code & cellCode.own);
  const pattern = own.length > 0 ? hatch(context, scale, colours) : null;
  if (!pattern) return;
  context.fillStyle = pattern;
  for (const run of own) context.fillRect(run.x, run.y, run.width, run.height);
}

/** Diagonals of the ground's colour; a pattern repeats over rows, so the lines run through the whole block. */
function hatch(context: CanvasRenderingContext2D, scale: number, colours: Tokens): CanvasPattern | null {
  const side = Math.round(6 * scale);
  const tile = document.createElement('canvas');
  tile.width = side;
  tile.height = side;
  const pen = tile.getContext('2d');
  if (!pen) return null;
  pen.strokeStyle = colours.bg1;
  pen.lineWidth = 1.6 * scale;
  pen.beginPath();
  for (const shift of [-side, 0, side]) {
    pen.moveTo(shift - 1, side + 1);
    pen.lineTo(shift + side + 1, -1);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat');
}

function drawFeet(context: CanvasRenderingContext2D, runs: readonly Run[], scale: number, colours: Tokens): void {
  context.fillStyle = colours.acc;
  for (const run of runs) {
    if (!(run.code & cellCode.shares)) continue;
    const foot = Math.max(1, Math.min(Math.round(2 * scale), Math.round(run.height * 0.45)));
    context.fillRect(run.x, run.y + run.height - foot, run.width, foot);
  }
}

/** Where there is room, cells are told apart by a hairline of the ground. */
function drawGaps(
  context: CanvasRenderingContext2D,
  { columns, rows, width, height }: CellGrid,
  cells: number,
  scale: number,
  colours: Tokens,
): void {
  const line = Math.max(1, Math.round(scale / 2));
  context.fillStyle = colours.bg0;
  // Low rows would be half line: there it only hints.
  context.globalAlpha = height / rows < lowRow ? 0.4 : 1;
  if (width / columns >= gapFrom)
    for (const x of edges(columns, width, scale)) context.fillRect(x - line, 0, line, height * scale);
  if (height / rows >= gapFrom - 2)
    for (const y of edges(rows, height, scale)) context.fillRect(0, y - line, width * scale, line);
  context.globalAlpha = 1;
  // Beside the last cell there is no block: no ground either.
  const left = cells % columns;
  if (left === 0) return;
  const x = edges(columns, width, scale)[left]!;
  const y = edges(rows, height, scale)[rows - 1]!;
  context.fillRect(x, y, width * scale - x, height * scale - y);
}
