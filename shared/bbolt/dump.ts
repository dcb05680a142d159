import type { BoltBucket } from '#shared/bbolt/bucket.ts';
import type { BoltDatabase } from '#shared/bbolt/open-bolt.ts';

/** One line of a dump: a bucket (value null), or a key with its value. `path` ends with the key itself. */
export interface DumpRow {
  readonly path: readonly Uint8Array[];
  readonly value: Uint8Array | null;
  /** Of a bucket; 0 for a value. */
  readonly sequence: number;
}

/** Everything in a database in key order, a bucket before what is in it. A generator: take as much as is wanted. */
export function* dumpBolt(database: BoltDatabase): Generator<DumpRow> {
  // A stack of buckets in the middle of being listed, instead of recursion.
  const open = [{ path: [] as readonly Uint8Array[], entries: listing(database.root) }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const next = top.entries.next();
    if (next.done) open.pop();
    else {
      const path = [...top.path, next.value.key];
      if (next.value.kind === 'value') yield { path, value: next.value.value, sequence: 0 };
      else {
        yield { path, value: null, sequence: next.value.bucket.sequence };
        open.push({ path, entries: listing(next.value.bucket) });
      }
    }
  }
}

const listing = (bucket: BoltBucket) => bucket.entries();
