/**
 * Who has which page: each belongs to one tree only.
 *
 * What lying overflows cost is bounded: all claims together look at no more than four times the pages of the file.
 */
export class PageClaims {
  readonly #taken: Uint8Array;
  #looksLeft: number;

  constructor(pages: number) {
    this.#taken = new Uint8Array(pages);
    this.#looksLeft = 4 * pages + 1024;
  }

  /** Takes `first` and what follows, which must be in the file. A page number: that one is taken already, none was. */
  take(first: number, count: number): 'taken' | 'limit' | number {
    this.#looksLeft -= count;
    if (this.#looksLeft < 0) return 'limit';
    const found = this.#taken.subarray(first, first + count).indexOf(1);
    if (found >= 0) return first + found;
    this.#taken.fill(1, first, first + count);
    return 'taken';
  }

  /** Gives back what was taken for a page that is not believed after all: it may rightly hang somewhere else. */
  release(first: number, count: number): void {
    this.#taken.fill(0, first, first + count);
  }
}
