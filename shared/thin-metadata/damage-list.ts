import type { DamageKind, ThinDamage } from '#shared/thin-metadata/thin-metadata.ts';

const devicesKept = 100;

/** Damage while it is found. A bad node that several devices share is one entry that names them. */
export class DamageList {
  readonly #limit: number;
  readonly #byPlace = new Map<string, { readonly entry: ThinDamage; readonly devices: Set<number> }>();
  #more = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get more(): number {
    return this.#more;
  }

  inBlock(block: number, what: DamageKind, because: string, device: number | null): void {
    this.#add(`${block} ${what}`, { block, offset: null, what, because, devices: [] }, device);
  }

  atByte(offset: number, what: DamageKind, because: string, device: number | null): void {
    this.#add(`@${offset} ${what}`, { block: null, offset, what, because, devices: [] }, device);
  }

  list(): readonly ThinDamage[] {
    return [...this.#byPlace.values()].map(({ entry, devices }) => ({
      ...entry,
      devices: [...devices].sort((a, b) => a - b),
    }));
  }

  #add(place: string, entry: ThinDamage, device: number | null): void {
    let known = this.#byPlace.get(place);
    if (!known) {
      if (this.#byPlace.size >= this.#limit) {
        this.#more++;
        return;
      }
      known = { entry, devices: new Set() };
      this.#byPlace.set(place, known);
    }
    if (device !== null && known.devices.size < devicesKept) known.devices.add(device);
  }
}
