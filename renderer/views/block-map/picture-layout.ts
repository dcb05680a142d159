import type { Size } from '#renderer/components/use-size.ts';
import { type CellGrid, cellGrid } from '#renderer/views/block-map/cell-grid.ts';
import type { BlockMap } from '#shared/derive/block-map.ts';

/** Where everything of the picture stands, in CSS px: block numbers left, brackets right, the whole pool above. */
export interface PictureLayout {
  readonly left: number;
  readonly stripTop: number;
  readonly detailTop: number;
  readonly strip: CellGrid;
  readonly detail: CellGrid;
  readonly right: number;
}

const gutter = { left: 66, right: 118 } as const;
const stripTop = 26;
const stripHeight = 22;
const detailTop = 96;
const foot = 8;

/** Room for cells in a pane of this size; null where there is none to speak of. */
export function roomFor({ width, height }: Size): { readonly width: number; readonly height: number } | null {
  const room = { width: width - gutter.left - gutter.right, height: height - detailTop - foot };
  return room.width >= 120 && room.height >= 80 ? room : null;
}

export function layoutPicture(map: Pick<BlockMap, 'strip' | 'detail'>, size: Size): PictureLayout | null {
  const room = roomFor(size);
  if (!room) return null;
  const strip = { columns: Math.max(1, map.strip.cells.length), rows: 1, width: room.width, height: stripHeight };
  return {
    left: gutter.left,
    stripTop,
    detailTop,
    strip,
    detail: cellGrid(map.detail.cells.length, room.width, room.height),
    right: gutter.left + room.width,
  };
}

/** First rows whose block number is written: as many as stand apart, the first always. */
export function numberedRows(grid: CellGrid): readonly number[] {
  const apart = Math.max(1, Math.ceil((grid.rows * 62) / grid.height));
  return Array.from({ length: Math.ceil(grid.rows / apart) }, (_, i) => i * apart);
}
