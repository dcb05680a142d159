import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoltBucket } from '#shared/bbolt/bucket.ts';
import { dumpBolt } from '#shared/bbolt/dump.ts';
import { type BoltFileOptions, type BucketSpec, boltFile } from '#test/builders/bolt-file.ts';
import { openSound } from '#test/shared/bbolt/listing.ts';

const isBucket = (value: string | Uint8Array | BucketSpec): value is BucketSpec =>
  typeof value === 'object' && !(value instanceof Uint8Array);

/** What was to be written and what is read, in one form. */
type Plain = { readonly sequence: number; readonly entries: readonly (readonly [string, string | Plain])[] };

const plainOf = ({ sequence = 0, entries }: BucketSpec): Plain => ({
  sequence,
  entries: entries
    .map(([key, value]) => [Buffer.from(key), value] as const)
    .sort(([a], [b]) => Buffer.compare(a, b))
    .map(([key, value]) => [hex(key), isBucket(value) ? plainOf(value) : hex(Buffer.from(value))]),
});

const readPlain = (bucket: BoltBucket): Plain => ({
  sequence: bucket.sequence,
  entries: [...bucket.entries()].map((e) => [hex(e.key), e.kind === 'bucket' ? readPlain(e.bucket) : hex(e.value)]),
});

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The library refuses empty keys. */
const key = fc.uint8Array({ minLength: 1, maxLength: 12 });
const { bucket } = fc.letrec<{ bucket: BucketSpec }>((tie) => ({
  bucket: fc.record({
    sequence: fc.nat(2 ** 31),
    entries: fc.uniqueArray(fc.tuple(key, fc.oneof({ maxDepth: 4 }, fc.uint8Array({ maxLength: 60 }), tie('bucket'))), {
      selector: ([k]) => hex(k),
      maxLength: 25,
    }),
  }),
}));
const options: fc.Arbitrary<BoltFileOptions> = fc.record({
  pageSize: fc.constantFrom(1024, 4096, 16384, 65536),
  fanout: fc.integer({ min: 2, max: 9 }),
  noInline: fc.boolean(),
  txid: fc.integer({ min: 1, max: 2 ** 40 }),
  freePages: fc.nat(5),
});

describe('a file that was constructed', () => {
  it('is read as it was described, whatever is in it', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(bucket, options, (root, how) => {
        const database = openSound(boltFile(root, how));
        expect([database.damage, database.whole]).toEqual([[], true]);
        expect(readPlain(database.root)).toEqual(plainOf(root));
        expect(database.meta).toMatchObject({ txid: how.txid, pageSize: how.pageSize, page: how.txid! % 2 });
        for (const { path, value } of dumpBolt(database)) {
          const parent = database.bucket(...path.slice(0, -1))!;
          expect(value ? parent.value(path.at(-1)!) : parent.bucket(path.at(-1)!)?.path).toEqual(value ?? path);
        }
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  it('with 100,000 keys in one bucket and as many small buckets in another is read in time that grows with it', {
    timeout: 60_000,
  }, () => {
    const number = (i: number) => `${i}`.padStart(7, '0');
    const make = (count: number) =>
      boltFile({
        entries: [
          ['keys', { entries: Array.from({ length: count }, (_, i) => [number(i), `value ${i}`] as const) }],
          [
            'buckets',
            { entries: Array.from({ length: count }, (_, i) => [number(i), { entries: [['a', number(i)]] }] as const) },
          ],
        ],
      });
    const file = make(100_000);
    const started = performance.now();
    const database = openSound(file);
    expect(database.bucket('keys')!.size + database.bucket('buckets')!.size).toBe(200_000);
    for (let i = 0; i < 100_000; i += 97) {
      expect(Buffer.from(database.bucket('keys')!.value(number(i))!).toString()).toBe(`value ${i}`);
      expect(Buffer.from(database.bucket('buckets', number(i))!.value('a')!).toString()).toBe(number(i));
    }
    // A tenth of a second on an idle machine; minutes if any part were quadratic.
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('with branches nine deep is read, and every leaf is found by search', () => {
    const entries = Array.from({ length: 600 }, (_, i) => [`key ${`${i}`.padStart(4, '0')}`, `${i}`] as const);
    const database = openSound(boltFile({ entries: [['b', { entries }]] }, { fanout: 2 }));
    expect(database.bucket('b')!.size).toBe(600);
    for (const [name, value] of entries) expect(Buffer.from(database.bucket('b')!.value(name)!).toString()).toBe(value);
    expect(database.bucket('b')!.value('key')).toBeNull();
    expect(database.bucket('b')!.value('key 0599 ')).toBeNull();
  });
});
