import type { Run } from '#renderer/gallery/storage/metadata.ts';

/** One thin device of a constructed pool, and who it belongs to. */
export interface DrawnDevice {
  readonly id: number;
  readonly owner:
    | { readonly kind: 'layer'; readonly name: string }
    | { readonly kind: 'container'; readonly name: string; readonly state: 'running' | 'exited' | 'removing' }
    | { readonly kind: 'nobody' };
  readonly active: boolean;
  readonly runs: readonly Run[];
}

/** A constructed thin pool: what its status line says and what is in it. */
export interface DrawnPool {
  /** Minor of its dm device; those of its thin devices count up from the next hundred. */
  readonly minor: number;
  readonly name: string;
  readonly totalData: number;
  readonly usedData: number;
  readonly totalMetadata: number;
  readonly usedMetadata: number;
  readonly lowWater: number;
  readonly state: 'rw' | 'ro' | 'needs-check' | 'queueing' | 'erroring' | 'failed';
  readonly owner: 'docker' | 'nobody';
  readonly devices: readonly DrawnDevice[];
  /** Its own metadata was collected, so that blocks have owners. */
  readonly withMetadata: boolean;
}

export const blockSize = 128;
/** Blocks in each constructed device: 10 GiB. */
export const deviceBlocks = 163_840;

/** A generator that gives the same numbers on every machine (mulberry32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return Math.floor((((x ^ (x >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** Hands out data blocks in order, as a pool does, with a gap now and then where something was deleted. */
export class Allocator {
  #next = 0;
  readonly #random: (below: number) => number;
  readonly #total: number;

  constructor(total: number, random: (below: number) => number) {
    this.#total = total;
    this.#random = random;
  }

  get used(): number {
    return this.#next;
  }

  take(length: number): number {
    if (this.#random(24) === 0) this.#next += this.#random(12);
    const at = Math.min(this.#next, Math.max(0, this.#total - length));
    this.#next = Math.min(this.#total, at + length);
    return at;
  }
}

const names = ['web', 'db', 'assist', 'log-agent', 'queue', 'mail', 'job', 'cache', 'search', 'report'] as const;

export interface Filling {
  readonly layers: number;
  readonly containers: number;
  /** Blocks of the base, of each layer and of each container that are its own. */
  readonly base: number;
  readonly layer: number;
  readonly own: number;
  /** In how many pieces a container's own blocks lie. */
  readonly pieces: number;
  readonly inherited: number;
  readonly removing?: number;
  readonly orphans?: number;
}

/** A docker pool as it fills: a base, image layers on it, containers on those; what is inherited is shared. */
export function fill(
  total: number,
  filling: Filling,
  seed = 7,
): { readonly devices: DrawnDevice[]; readonly used: number } {
  const random = numbers(seed);
  const blocks = new Allocator(total, random);
  const piece = (origin: number, length: number, time: number): Run => ({
    origin,
    data: blocks.take(length),
    length,
    time,
  });
  const base = [piece(0, filling.base, 0)];
  const devices: DrawnDevice[] = [{ id: 1, owner: { kind: 'layer', name: 'base' }, active: false, runs: base }];
  const layers: Run[][] = [base];
  for (let i = 0; i < filling.layers; i++) {
    const own = piece(2000 + i * 400, filling.layer, i + 1);
    const runs = [...layers[random(layers.length)]!.slice(0, filling.inherited), own];
    layers.push(runs);
    devices.push({ id: 2 + i, owner: { kind: 'layer', name: hex(i + 1) }, active: false, runs });
  }
  for (let i = 0; i < filling.containers; i++) {
    const length = Math.max(1, Math.floor(filling.own / filling.pieces));
    const own = Array.from({ length: filling.pieces }, (_, p) => piece(20_000 + p * 3 * length, length, 100 + i));
    const runs = [...layers[random(layers.length)]!.slice(0, filling.inherited), ...own];
    const state = i < (filling.removing ?? 0) ? 'removing' : random(3) === 0 ? 'exited' : 'running';
    devices.push({
      id: 2 + filling.layers + i,
      owner: { kind: 'container', name: `${names[i % names.length]}-${Math.floor(i / names.length) + 1}`, state },
      active: state !== 'exited',
      runs,
    });
  }
  for (let i = 0; i < (filling.orphans ?? 0); i++) {
    devices.push({ id: 60_000 + i, owner: { kind: 'nobody' }, active: i % 2 === 0, runs: base });
  }
  return { devices, used: blocks.used };
}

/** 64 characters that look like an id and are one only here. */
export const hex = (n: number): string => (n * 2_654_435_761).toString(16).padStart(8, '0').slice(-8).repeat(8);
