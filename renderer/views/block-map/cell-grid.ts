/** How the cells of a window stand in an area: row by row, left to right, like the words of a page. Sizes in CSS px. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

/** A cell is never drawn smaller than this, in px: below it nothing could be told from its neighbour. */
export const smallestCell = 2;

/** How many cells an area has room for. */
export const cellsIn = (width: number, height: number): number =>
  Math.max(1, Math.floor(width / smallestCell) * Math.floor(height / smallestCell));

/** Columns one can count in: the numbers down the left side are round ones. */
const countable = [1, 2, 4, 8, 16, 32, 64, 96, 128, 160, 192, 256, 320, 384, 512, 768, 1024];
/** A cell is a little higher than wide, so that a row reads as a line. */
const heightToWidth = 1.5;

export function cellGrid(cells: number, width: number, height: number): CellGrid {
  const count = Math.max(1, cells);
  const ideal = Math.sqrt((count * width * heightToWidth) / Math.max(1, height));
  const most = Math.max(1, Math.floor(width / smallestCell));
  const fitting = countable.filter((c) => c <= most && c <= count);
  const far = (columns: number) => Math.abs(Math.log(columns / ideal));
  const nearest = (fitting.length > 0 ? fitting : [1]).reduce((a, b) => (far(b) < far(a) ? b : a));
  // Rows lower than a cell may be: wider rows, whatever their number.
  const enough = Math.ceil(count / Math.max(1, Math.floor(height / smallestCell)));
  const columns = Math.min(most, Math.max(nearest, enough));
  return { columns, rows: Math.ceil(count / columns), width, height };
}

/** Edges of columns or rows in device pixels: whole ones, so that no edge is blurred. */
export function edges(count: number, length: number, scale: number): Int32Array {
  const at = new Int32Array(count + 1);
  for (let i = 0; i <= count; i++) at[i] = Math.round((i * length * scale) / count);
  return at;
}

/** Index of the cell under a point, or null beside the last one. */
export function cellAt(grid: CellGrid, cells: number, x: number, y: number): number | null {
  const column = Math.floor((x / grid.width) * grid.columns);
  const row = Math.floor((y / grid.height) * grid.rows);
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return null;
  const cell = row * grid.columns + column;
  return cell < cells ? cell : null;
}
