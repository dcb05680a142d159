import { hash } from 'node:crypto';

/** Places that were met, by hash: names may be long and there may be half a million of them. */
export class SeenPlaces {
  readonly #seen = new Set<string>();

  /** True when it was met before. */
  meet(place: string): boolean {
    const key = place.length <= 40 ? place : hash('sha256', place, 'base64');
    if (this.#seen.has(key)) return true;
    this.#seen.add(key);
    return false;
  }
}
