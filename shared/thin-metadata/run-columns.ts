import type { MappingRuns } from '#shared/thin-metadata/thin-metadata.ts';

/** `MappingRuns` while they grow. A mapping that continues the last run lengthens it. */
export class RunColumns {
  readonly #limit: number;
  #origin = new Float64Array(1024);
  #data = new Float64Array(1024);
  #length = new Float64Array(1024);
  #time = new Uint32Array(1024);
  #count = 0;
  /** A run may be continued only from here on: what is before belongs to another device. */
  #open = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get count(): number {
    return this.#count;
  }

  /** Ends the last run, so that the next mapping starts one. Returns where that one will stand. */
  startGroup(): number {
    this.#open = this.#count;
    return this.#count;
  }

  /** False: the limit is reached and nothing was added. */
  add(origin: number, data: number, length: number, time: number): boolean {
    const last = this.#count - 1;
    if (
      last >= this.#open &&
      this.#time[last] === time &&
      this.#origin[last]! + this.#length[last]! === origin &&
      this.#data[last]! + this.#length[last]! === data
    ) {
      this.#length[last]! += length;
      return true;
    }
    if (this.#count >= this.#limit) return false;
    if (this.#count === this.#time.length) this.#grow();
    this.#origin[this.#count] = origin;
    this.#data[this.#count] = data;
    this.#length[this.#count] = length;
    this.#time[this.#count++] = time;
    return true;
  }

  /** First origin after the last run of the open group; 0 when it is empty. */
  lastEnd(): number {
    const last = this.#count - 1;
    return last < this.#open ? 0 : this.#origin[last]! + this.#length[last]!;
  }

  /** Adds runs of `other` to this; false when the limit was reached. */
  copy(other: RunColumns, from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      if (!this.add(other.#origin[i]!, other.#data[i]!, other.#length[i]!, other.#time[i]!)) return false;
    }
    return true;
  }

  mappedIn(from: number, to: number): number {
    let sum = 0;
    for (let i = from; i < to; i++) sum += this.#length[i]!;
    return sum;
  }

  originAt(at: number): number {
    return this.#origin[at]!;
  }

  /** Puts groups of runs in another order: `groups` are [first, count] pairs. */
  finish(groups: readonly (readonly [number, number])[]): MappingRuns {
    let next = 0;
    const inOrder = groups.every(([first, count]) => first === (next += count) - count) && next === this.#count;
    if (inOrder) {
      return {
        count: this.#count,
        origin: this.#origin.slice(0, this.#count),
        data: this.#data.slice(0, this.#count),
        length: this.#length.slice(0, this.#count),
        time: this.#time.slice(0, this.#count),
      };
    }
    const count = groups.reduce((sum, [, n]) => sum + n, 0);
    const runs = {
      count,
      origin: new Float64Array(count),
      data: new Float64Array(count),
      length: new Float64Array(count),
      time: new Uint32Array(count),
    };
    let at = 0;
    for (const [first, n] of groups) {
      runs.origin.set(this.#origin.subarray(first, first + n), at);
      runs.data.set(this.#data.subarray(first, first + n), at);
      runs.length.set(this.#length.subarray(first, first + n), at);
      runs.time.set(this.#time.subarray(first, first + n), at);
      at += n;
    }
    return runs;
  }

  #grow(): void {
    const size = Math.min(this.#time.length * 2, this.#limit);
    const larger = (column: Float64Array) => {
      const grown = new Float64Array(size);
      grown.set(column);
      return grown;
    };
    this.#origin = larger(this.#origin);
    this.#data = larger(this.#data);
    this.#length = larger(this.#length);
    const time = new Uint32Array(size);
    time.set(this.#time);
    this.#time = time;
  }
}
