import type { BoltBucket } from '#shared/bbolt/bucket.ts';
import type { BoltDatabase } from '#shared/bbolt/open-bolt.ts';
import type { Store, StoreDamage } from '#shared/containerd-metadata/rows.ts';
import { decodeText } from '#shared/parsers/decode.ts';

/** Bounds for input that lies: rows of one database, and texts in all of their labels, children and resources. */
export const storeLimits = { rows: 1_000_000, texts: 8_000_000 } as const;
export type StoreLimits = { readonly [K in keyof typeof storeLimits]: number };

/** Counts what is read of one database, and stops when it is more than any real one has. */
export class StoreReader {
  readonly #database: BoltDatabase;
  readonly #limits: StoreLimits;
  #rows = 0;
  #texts = 0;
  #isFull = false;

  constructor(database: BoltDatabase, limits: StoreLimits) {
    this.#database = database;
    this.#limits = limits;
  }

  /** The buckets in a bucket, with their keys as text, until the limit. */
  *rows(bucket: BoltBucket | null): Generator<{ readonly key: string; readonly bucket: BoltBucket }> {
    for (const entry of bucket?.buckets() ?? []) {
      if (++this.#rows > this.#limits.rows || !this.#hasRoomFor(entry.bucket)) {
        this.#isFull = true;
        return;
      }
      yield { key: decodeText(entry.key), bucket: entry.bucket };
    }
  }

  /** The values in a bucket that are rows of their own, until the limit. */
  *values(bucket: BoltBucket | null): Generator<{ readonly key: Uint8Array; readonly value: Uint8Array }> {
    for (const entry of bucket?.values() ?? []) {
      if (++this.#rows > this.#limits.rows) {
        this.#isFull = true;
        return;
      }
      yield entry;
    }
  }

  finish(): Store {
    const { meta, damage, moreDamage, whole } = this.#database;
    const full: readonly StoreDamage[] = this.#isFull
      ? [{ page: meta.root, bucket: [], what: 'limit', because: `more than ${this.#limits.rows} rows`, lost: true }]
      : [];
    return {
      txid: meta.txid,
      damage: [...damage.map((d) => ({ ...d, bucket: d.bucket.map(decodeText) })), ...full],
      moreDamage,
      whole: whole && !this.#isFull,
    };
  }

  #hasRoomFor(bucket: BoltBucket): boolean {
    this.#texts += bucket.size;
    for (const { bucket: inner } of bucket.buckets()) this.#texts += inner.size;
    return this.#texts <= this.#limits.texts;
  }
}

/**
 * Damage that may have taken something at or below a path, or null: then what is not there does not exist.
 *
 *     lostUnder(metadata, 'v1', 'k8s.io', 'snapshots', 'overlayfs')
 */
export function lostUnder(store: Store, ...path: readonly string[]): StoreDamage | null {
  const found = store.damage.find((d) => d.lost && d.bucket.slice(0, path.length).every((key, i) => key === path[i]));
  if (found || store.moreDamage === 0) return found ?? null;
  return { page: 0, bucket: [], what: 'limit', because: `${store.moreDamage} places more are damaged`, lost: true };
}
