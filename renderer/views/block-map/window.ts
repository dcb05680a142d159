/** The part of a pool in sight, in blocks; `to` exclusive. */
export interface BlockWindow {
  readonly from: number;
  readonly to: number;
}

/** Nearer than this a picture of blocks has nothing left to say. */
const fewest = 64;

/** Nearer (`factor` below 1) or farther, with the block `at` staying where it is in the picture. */
export function zoomed({ from, to }: BlockWindow, total: number, factor: number, at: number): BlockWindow {
  const now = Math.max(1, to - from);
  const length = Math.round(Math.min(total, Math.max(Math.min(fewest, total), now * factor)));
  const share = Math.min(1, Math.max(0, (at - from) / now));
  return within(Math.round(at - share * length), length, total);
}

/** Moved by blocks, without leaving the pool. */
export const moved = ({ from, to }: BlockWindow, total: number, by: number): BlockWindow =>
  within(Math.round(from + by), to - from, total);

/** The window of the same length round a block. */
export const centred = ({ from, to }: BlockWindow, total: number, block: number): BlockWindow =>
  within(Math.round(block - (to - from) / 2), to - from, total);

function within(from: number, length: number, total: number): BlockWindow {
  const start = Math.max(0, Math.min(total - length, from));
  return { from: start, to: Math.min(total, start + length) };
}
