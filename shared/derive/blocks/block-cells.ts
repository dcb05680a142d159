import { type BlockCells, cellCode, manyOwners } from '#shared/derive/block-map.ts';
import type { BlockUse } from '#shared/thin-metadata/block-use.ts';
import type { ThinMetadata, ThinMetadataDevice } from '#shared/thin-metadata/thin-metadata.ts';

/** What a number of owners is drawn as. */
export const shadeOf = (owners: number): number =>
  owners === 0 ? cellCode.free : owners === 1 ? cellCode.one : owners < manyOwners ? cellCode.few : cellCode.many;

/**
 * A window of a pool in at most `cells` cells. A cell is what most of its blocks are; of equals the one with more owners,
 * so that a used block is not lost to an equal number of free ones. `selected` marks cells where it has blocks of its own,
 * or where the blocks it has are shared.
 */
export function blockCells(
  use: BlockUse,
  metadata: ThinMetadata,
  selected: ThinMetadataDevice | null,
  window: { readonly from: number; readonly to: number; readonly cells: number },
): BlockCells {
  const { from, to } = window;
  const blocksPerCell = Math.max(1, Math.ceil((to - from) / Math.max(1, window.cells)));
  const count = Math.max(0, Math.ceil((to - from) / blocksPerCell));
  const shades = new Float64Array(count * 4);
  use.eachStretch(from, to, (start, end, owners) =>
    spread(shades, 4, shadeOf(owners), start, end, from, blocksPerCell),
  );
  const cells = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let best = 0;
    for (let shade = 1; shade < 4; shade++)
      if (shades[i * 4 + shade]! >= shades[i * 4 + best]! && shades[i * 4 + shade]! > 0) best = shade;
    cells[i] = best;
  }
  if (selected) markSelected(cells, use, metadata, selected, { from, to, blocksPerCell });
  return { from, to, blocksPerCell, cells };
}

function markSelected(
  cells: Uint8Array,
  use: BlockUse,
  { runs }: ThinMetadata,
  { firstRun, runCount }: ThinMetadataDevice,
  { from, to, blocksPerCell }: { readonly from: number; readonly to: number; readonly blocksPerCell: number },
): void {
  const parts = new Float64Array(cells.length * 2);
  for (let run = firstRun; run < firstRun + runCount; run++) {
    const start = Math.max(runs.data[run]!, from);
    const end = Math.min(runs.data[run]! + runs.length[run]!, to);
    if (start >= end) continue;
    use.eachStretch(start, end, (a, b, owners) => spread(parts, 2, owners === 1 ? 0 : 1, a, b, from, blocksPerCell));
  }
  for (let i = 0; i < cells.length; i++) {
    const [own, shares] = [parts[i * 2]!, parts[i * 2 + 1]!];
    // The hatch must not cover a cell that is mostly somebody else's.
    if (own > 0 && own * 2 >= blocksPerCell) cells[i] = cells[i]! | cellCode.own;
    if (shares > 0) cells[i] = cells[i]! | cellCode.shares;
  }
}

/** Adds a stretch of blocks to the cells that it touches. */
function spread(
  sums: Float64Array,
  width: number,
  column: number,
  start: number,
  end: number,
  from: number,
  blocksPerCell: number,
): void {
  for (let at = start; at < end; ) {
    const cell = Math.floor((at - from) / blocksPerCell);
    const stop = Math.min(end, from + (cell + 1) * blocksPerCell);
    sums[cell * width + column]! += stop - at;
    at = stop;
  }
}

/** The device's own address space: which of its blocks are mapped, and whether to blocks that are its alone. */
export function addressCells(
  use: BlockUse,
  { runs }: ThinMetadata,
  { firstRun, runCount }: ThinMetadataDevice,
  size: number,
  wanted: number,
): BlockCells {
  const blocksPerCell = Math.max(1, Math.ceil(size / Math.max(1, wanted)));
  const count = Math.ceil(size / blocksPerCell);
  const sums = new Float64Array(count * 4);
  for (let run = firstRun; run < firstRun + runCount; run++) {
    const data = runs.data[run]!;
    const shift = runs.origin[run]! - data;
    const end = Math.min(data + runs.length[run]!, size - shift);
    use.eachStretch(data, end, (a, b, owners) =>
      spread(sums, 4, shadeOf(owners), a + shift, b + shift, 0, blocksPerCell),
    );
  }
  const cells = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const [one, few, many] = [sums[i * 4 + 1]!, sums[i * 4 + 2]!, sums[i * 4 + 3]!];
    const width = Math.min(blocksPerCell, size - i * blocksPerCell);
    if ((one + few + many) * 2 < width) continue;
    cells[i] =
      one >= few + many ? cellCode.one | cellCode.own : (few > many ? cellCode.few : cellCode.many) | cellCode.shares;
  }
  return { from: 0, to: size, blocksPerCell, cells };
}
