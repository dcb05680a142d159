/** Bytes of noise before the first mark that are kept, to say what a host answered instead. */
const keptNoise = 4096;

/** Finds marks, each on a line of its own, in a stream that may print anything around them. */
export class MarkSearch {
  private tail = Buffer.alloc(0);
  private noiseText = '';

  sees(mark: string): boolean {
    return this.tail.includes(`\n${mark}\n`);
  }

  /** What is found is taken away together with everything before it. */
  find(mark: string): boolean {
    const line = Buffer.from(`\n${mark}\n`);
    const at = this.tail.indexOf(line);
    if (at < 0) return false;
    this.tail = this.tail.subarray(at + line.length);
    return true;
  }

  push(chunk: Buffer): void {
    if (this.noiseText.length < keptNoise) this.noiseText += chunk.toString('utf8').slice(0, keptNoise);
    this.tail = Buffer.concat([this.tail, chunk]);
    // A banner of megabytes needs no memory: a mark is shorter than this.
    if (this.tail.length > 1 << 16) this.tail = this.tail.subarray(-256);
  }

  /** What stands behind the last mark found. */
  rest(): Buffer {
    return this.tail;
  }

  get noise(): string {
    return this.noiseText;
  }
}
