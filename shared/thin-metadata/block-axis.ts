import type { MappingRuns } from '#shared/thin-metadata/thin-metadata.ts';

/** Up to here every data block is a step of its own: 4 bytes each, whatever is mapped. */
const denseBlocks = 1 << 23;

/**
 * The data blocks of a pool cut into steps inside which nothing begins or ends, so that counting costs by runs, not by
 * blocks: a lying range of 2^50 blocks is two steps. Small pools have one step a block, which needs no search.
 */
export interface BlockAxis {
  readonly steps: number;
  /** One more than the highest mapped block. */
  readonly end: number;
  /** The step that starts at `block`. It must be the start or the end of a run. */
  stepAt(block: number): number;
  /** The step that `block` is in. */
  stepOf(block: number): number;
  /** First block of a step; of `steps` the end. */
  startOf(step: number): number;
}

export function blockAxis(runs: MappingRuns): BlockAxis {
  let end = 0;
  for (let i = 0; i < runs.count; i++) end = Math.max(end, runs.data[i]! + runs.length[i]!);
  if (end <= denseBlocks) {
    const same = (block: number) => block;
    return { steps: end, end, stepAt: same, stepOf: same, startOf: same };
  }
  const edges = edgesOf(runs);
  const stepOf = (block: number) => lastAtMost(edges, block);
  return { steps: edges.length - 1, end, stepAt: stepOf, stepOf, startOf: (step) => edges[step]! };
}

/** Every block at which a run starts or ends, and 0: ascending, each once. */
function edgesOf(runs: MappingRuns): Float64Array {
  const all = new Float64Array(runs.count * 2 + 1);
  for (let i = 0; i < runs.count; i++) {
    all[2 * i + 1] = runs.data[i]!;
    all[2 * i + 2] = runs.data[i]! + runs.length[i]!;
  }
  all.sort();
  let kept = 1;
  for (let i = 1; i < all.length; i++) if (all[i] !== all[kept - 1]) all[kept++] = all[i]!;
  return all.subarray(0, kept);
}

function lastAtMost(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (sorted[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
