import { type BlockCells, cellCode } from '#shared/derive/block-map.ts';
import { type CellGrid, cellRuns } from '#shared/figures/block-layout.ts';
import type { Tokens } from '#shared/figures/tokens.ts';

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const px = (value: number): number => Math.round(value * 100) / 100;

/**
 * Blocks as cells. Shade = number of owners; the selected device's own blocks are blue and hatched, blocks it shares have a
 * blue foot. One path for each look: thousands of cells are a few elements.
 */
export function Cells({
  cells,
  place,
  grid,
  theme,
}: {
  readonly cells: BlockCells;
  readonly place: Place;
  readonly grid: CellGrid;
  readonly theme: Tokens;
}) {
  const paths: Record<'one' | 'few' | 'many' | 'own' | 'hatch' | 'foot', string[]> = {
    one: [],
    few: [],
    many: [],
    own: [],
    hatch: [],
    foot: [],
  };
  for (const { row, column, length, code } of cellRuns(cells.cells, grid.columns)) {
    if (code === 0) continue;
    const x = px(place.x + column * grid.cellWidth);
    const y = px(place.y + row * grid.cellHeight);
    const width = px(length * grid.cellWidth);
    const height = px(grid.cellHeight);
    const box = `M${x} ${y}h${width}v${height}h${-width}z`;
    if (code & cellCode.own) {
      paths.own.push(box);
      paths.hatch.push(hatch(x, y, width, height));
      continue;
    }
    const shade = code & cellCode.shade;
    paths[shade === cellCode.one ? 'one' : shade === cellCode.few ? 'few' : 'many'].push(box);
    if (code & cellCode.shares) {
      const foot = Math.min(2, height / 2);
      paths.foot.push(`M${x} ${px(y + height - foot)}h${width}v${px(foot)}h${-width}z`);
    }
  }
  return (
    <g>
      <rect {...place} fill={theme.free} />
      <path d={paths.many.join('')} fill={theme.b1} />
      <path d={paths.few.join('')} fill={theme.b2} />
      <path d={paths.one.join('')} fill={theme.b3} />
      <path d={paths.own.join('')} fill={theme.acc} />
      <path d={paths.hatch.join('')} fill="none" stroke={theme.bg0} strokeWidth={1.1} />
      <path d={paths.foot.join('')} fill={theme.acc} />
    </g>
  );
}

/** Strokes at 45° inside a run of cells: grey print keeps whose they are. */
function hatch(x: number, y: number, width: number, height: number): string {
  const step = Math.max(4.5, height * 0.75);
  let path = '';
  for (let at = -height + (step - (x % step)); at < width; at += step) {
    const from = Math.max(at, 0);
    const to = Math.min(at + height, width);
    if (to > from)
      path += `M${px(x + from)} ${px(y + height - (from - at))}L${px(x + to)} ${px(y + height - (to - at))}`;
  }
  return path;
}
