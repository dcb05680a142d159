import { type PoolBlocks, poolBlocks } from '#shared/base/units.ts';
import { type BlockAxis, blockAxis } from '#shared/thin-metadata/block-axis.ts';
import type { MappingRuns, ThinMetadata, ThinMetadataDevice } from '#shared/thin-metadata/thin-metadata.ts';

/**
 * How often each data block of a pool is mapped, counted once for all devices.
 *
 * A block mapped once is its device's alone; one mapped more often is shared, also when it is one device that maps it
 * twice, which only damaged metadata does (thin_ls counts the same way).
 */
export class BlockUse {
  readonly #metadata: ThinMetadata;
  readonly #axis: BlockAxis;
  /** Mappings of each step. */
  readonly #counts: Int32Array;
  /** Blocks before each step that are mapped once; and that are mapped at all. */
  readonly #once: Float64Array;
  readonly #any: Float64Array;

  constructor(metadata: ThinMetadata) {
    this.#metadata = metadata;
    this.#axis = blockAxis(metadata.runs);
    this.#counts = countSteps(this.#axis, metadata.runs);
    const { steps } = this.#axis;
    this.#once = new Float64Array(steps + 1);
    this.#any = new Float64Array(steps + 1);
    for (let step = 0; step < steps; step++) {
      const count = this.#counts[step]!;
      const width = this.#width(step);
      this.#once[step + 1] = this.#once[step]! + (count === 1 ? width : 0);
      this.#any[step + 1] = this.#any[step]! + (count > 0 ? width : 0);
    }
  }

  /** One more than the highest mapped data block: what the data device must at least have. */
  get end(): PoolBlocks {
    return poolBlocks(this.#axis.end);
  }

  /** Data blocks with at least one mapping. */
  get mapped(): PoolBlocks {
    return poolBlocks(this.#any.at(-1)!);
  }

  /** Data blocks with more than one. */
  get shared(): PoolBlocks {
    return poolBlocks(this.#any.at(-1)! - this.#once.at(-1)!);
  }

  /** Blocks of the device that nothing else maps: what its removal gives back. */
  exclusive({ firstRun, runCount }: ThinMetadataDevice): PoolBlocks {
    const { data, length } = this.#metadata.runs;
    let sum = 0;
    for (let i = firstRun; i < firstRun + runCount; i++) {
      sum += this.#once[this.#axis.stepAt(data[i]! + length[i]!)]! - this.#once[this.#axis.stepAt(data[i]!)]!;
    }
    return poolBlocks(sum);
  }

  sharedBy(device: ThinMetadataDevice): PoolBlocks {
    return poolBlocks(device.mapped - this.exclusive(device));
  }

  /** Blocks that nobody maps any more once all of these devices are removed: more than the sum of what each alone gives. */
  freedByRemoving(devices: readonly ThinMetadataDevice[]): PoolBlocks {
    const own = new Int32Array(this.#axis.steps + 1);
    for (const { firstRun, runCount } of devices) addEdges(own, this.#axis, this.#metadata.runs, firstRun, runCount);
    let sum = 0;
    let running = 0;
    for (let step = 0; step < this.#axis.steps; step++) {
      running += own[step]!;
      if (running > 0 && running === this.#counts[step]) sum += this.#width(step);
    }
    return poolBlocks(sum);
  }

  /** Stretches of blocks from `from` to before `to`, in order, without gaps, each with how often its blocks are mapped. */
  eachStretch(from: number, to: number, visit: (from: number, to: number, mappings: number) => void): void {
    const end = Math.min(to, this.#axis.end);
    let at = Math.max(0, from);
    let step = at < end ? this.#axis.stepOf(at) : 0;
    while (at < end) {
      const count = this.#counts[step]!;
      let next = step + 1;
      while (next < this.#axis.steps && this.#counts[next] === count) next++;
      const stop = Math.min(this.#axis.startOf(next), end);
      visit(at, stop, count);
      at = stop;
      step = next;
    }
    if (at < to) visit(at, to, 0);
  }

  #width(step: number): number {
    return this.#axis.startOf(step + 1) - this.#axis.startOf(step);
  }
}

function countSteps(axis: BlockAxis, runs: MappingRuns): Int32Array {
  const counts = new Int32Array(axis.steps + 1);
  addEdges(counts, axis, runs, 0, runs.count);
  let running = 0;
  for (let step = 0; step < axis.steps; step++) counts[step] = running += counts[step]!;
  return counts;
}

/** +1 where a run starts, -1 where it ends; the running sum is the count. */
function addEdges(counts: Int32Array, axis: BlockAxis, runs: MappingRuns, first: number, count: number): void {
  for (let i = first; i < first + count; i++) {
    counts[axis.stepAt(runs.data[i]!)]!++;
    counts[axis.stepAt(runs.data[i]! + runs.length[i]!)]!--;
  }
}
