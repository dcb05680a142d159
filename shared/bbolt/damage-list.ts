import type { BoltDamage } from '#shared/bbolt/bolt.ts';

/** Damage while it is found: a bounded number of entries, the rest counted. */
export class BoltDamageList {
  readonly #limit: number;
  readonly #entries: BoltDamage[] = [];
  #more = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Entries beyond the limit. */
  get more(): number {
    return this.#more;
  }

  get entries(): readonly BoltDamage[] {
    return this.#entries;
  }

  /** `entry` is called only when there is room: a path is not put together to be thrown away. */
  add(entry: () => BoltDamage): void {
    if (this.#entries.length < this.#limit) this.#entries.push(entry());
    else this.#more++;
  }
}
