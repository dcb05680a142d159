import type { BlockMap } from '#shared/derive/block-map.ts';

/** Px. The strip is the whole pool; below it the detail, in lines of equal length; right of it what its parts are. */
export const blockColumns = {
  width: 1264,
  map: { x: 64, width: 620 },
  bracket: { x: 692, text: 702, room: 150 },
  table: { x: 876, right: 1248 },
  stripY: 44,
  stripHeight: 22,
  detailY: 108,
  detailHeight: 540,
} as const;

export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/** Cells of the detail a drawing has room for: 6.5 × 6.5 px each. */
export const detailCellsWanted = 95 * 83;

/** As square as the place allows; one cell is never thinner than the eye can follow. */
export function cellGrid(cells: number, width: number, height: number): CellGrid {
  const columns = Math.max(1, Math.ceil(Math.sqrt((Math.max(1, cells) * width) / height)));
  const rows = Math.max(1, Math.ceil(Math.max(1, cells) / columns));
  return { columns, rows, cellWidth: width / columns, cellHeight: height / rows };
}

/** Cells next to each other that are drawn alike, line by line: few rectangles instead of many. */
export interface CellRun {
  readonly row: number;
  readonly column: number;
  readonly length: number;
  readonly code: number;
}

export function cellRuns(cells: Uint8Array, columns: number): readonly CellRun[] {
  const runs: CellRun[] = [];
  for (let start = 0; start < cells.length; ) {
    const end = Math.min(cells.length, (Math.floor(start / columns) + 1) * columns);
    let at = start + 1;
    while (at < end && cells[at] === cells[start]) at++;
    runs.push({ row: Math.floor(start / columns), column: start % columns, length: at - start, code: cells[start]! });
    start = at;
  }
  return runs;
}

/** Middle of a bracket's label; labels never overlap: each is moved down to the end of the one before. */
export function bracketPlaces(
  map: BlockMap,
  top: number,
  height: number,
): readonly { readonly from: number; readonly to: number; readonly text: number }[] {
  const { from, to } = map.detail;
  let last = Number.NEGATIVE_INFINITY;
  return map.brackets.map((b) => {
    const start = top + ((b.from - from) / (to - from)) * height;
    const end = top + ((b.to - from) / (to - from)) * height;
    const text = Math.max((start + end) / 2 - 4, last + 34);
    last = text;
    return { from: start + 1, to: end - 1, text };
  });
}
