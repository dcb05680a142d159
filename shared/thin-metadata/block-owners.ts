import type { ThinMetadata } from '#shared/thin-metadata/thin-metadata.ts';

/** Who is in which part of a window of the pool, as columns of one row per cell. */
export interface BlockOwners {
  readonly from: number;
  readonly to: number;
  readonly blocksPerCell: number;
  /** Index into `ThinMetadata.devices` of whoever maps most of the cell's blocks, the lowest id of equals; -1: nobody. */
  readonly majority: Int32Array;
  /** Blocks of the cell that the majority owner maps. */
  readonly majorityBlocks: Float64Array;
  /** Devices with at least one block in the cell. */
  readonly owners: Uint32Array;
}

/**
 * Owners of the data blocks from `from` to before `to`, in at most `cells` cells of equal size (the last may be shorter).
 * Costs by runs and by the cells that they touch.
 */
export function ownersOfBlocks(
  { devices, runs }: ThinMetadata,
  window: { readonly from: number; readonly to: number; readonly cells: number },
): BlockOwners {
  const { from, to } = window;
  const blocksPerCell = Math.max(1, Math.ceil((to - from) / Math.max(1, window.cells)));
  const cells = Math.max(0, Math.ceil((to - from) / blocksPerCell));
  const majority = new Int32Array(cells).fill(-1);
  const majorityBlocks = new Float64Array(cells);
  const owners = new Uint32Array(cells);
  const own = new Float64Array(cells);
  const touched: number[] = [];
  for (const [index, { firstRun, runCount }] of devices.entries()) {
    for (let run = firstRun; run < firstRun + runCount; run++) {
      const start = Math.max(runs.data[run]!, from);
      const end = Math.min(runs.data[run]! + runs.length[run]!, to);
      for (let at = start; at < end; ) {
        const cell = Math.floor((at - from) / blocksPerCell);
        const stop = Math.min(end, from + (cell + 1) * blocksPerCell);
        if (own[cell] === 0) touched.push(cell);
        own[cell]! += stop - at;
        at = stop;
      }
    }
    for (const cell of touched) {
      owners[cell]!++;
      if (own[cell]! > majorityBlocks[cell]!) {
        majority[cell] = index;
        majorityBlocks[cell] = own[cell]!;
      }
      own[cell] = 0;
    }
    touched.length = 0;
  }
  return { from, to, blocksPerCell, majority, majorityBlocks, owners };
}
