import { describe, expect, it } from 'vitest';
import { BoltBucket } from '#shared/bbolt/bucket.ts';
import { dumpBolt } from '#shared/bbolt/dump.ts';
import { looksLikeBolt, newestTxid } from '#shared/bbolt/meta.ts';
import { corpus, corpusFile, corpusListing, listingOf, openSound } from '#test/shared/bbolt/listing.ts';

describe('a file that the real library wrote', () => {
  it.each(corpus)('%s is read as the library reads it', { timeout: 60_000 }, (name) => {
    const file = corpusFile(name);
    const [about, ...expected] = corpusListing(name);
    const database = openSound(file);
    expect(listingOf(database)).toEqual(expected);
    expect([database.damage, database.whole]).toEqual([[], true]);
    const { txid, pages, pageSize } = database.meta;
    expect(`txid ${txid} size ${pages * pageSize} pagesize ${pageSize}`).toBe(about);
    expect([looksLikeBolt(file), newestTxid(file.subarray(0, 2 * pageSize))]).toEqual([true, txid]);
  });

  it.each(corpus)('%s: every key is found by search, and none that is not there', { timeout: 60_000 }, (name) => {
    const database = openSound(corpusFile(name));
    let looked = 0;
    for (const { path: keys, value } of dumpBolt(database)) {
      // All of a small file, a part of a large one.
      if (looked++ % 7 !== 0 && looked > 200) continue;
      const parent = database.bucket(...keys.slice(0, -1))!;
      const key = keys.at(-1)!;
      if (value) expect(parent.value(key)).toEqual(value);
      else expect(parent.bucket(key)).toBeInstanceOf(BoltBucket);
      expect(value ? parent.bucket(key) : parent.value(key)).toBeNull();
      expect(parent.value(Buffer.concat([key, Buffer.of(0)]))).toBeNull();
    }
    expect(database.root.value('')).toBeNull();
    expect(database.bucket('no such bucket', 'at all')).toBeNull();
  });
});

describe('what the corpus covers', () => {
  const found = corpus.map((name) => openSound(corpusFile(name))).map(({ meta }) => meta);

  it('both meta pages as the last, all page sizes, a list of free pages and none', () => {
    expect(new Set(found.map((d) => d.page))).toEqual(new Set([0, 1]));
    expect(new Set(found.map((d) => d.pageSize))).toEqual(new Set([1024, 4096, 16384, 65536]));
    expect(found.some((d) => d.freelist === null)).toBe(true);
  });

  it('inline buckets, empty ones, ones with many pages; buckets eleven deep; sequences beyond 32 bits', () => {
    const shapes = openSound(corpusFile('shapes-4096')).bucket('shapes')!;
    expect([shapes.sequence, shapes.isInline, shapes.key]).toEqual([2 ** 40, false, Buffer.from('shapes')]);
    expect(shapes.bucket('inline')).toMatchObject({ isInline: true, sequence: 7, size: 2, whole: true });
    expect(shapes.bucket('empty')).toMatchObject({ isInline: true, size: 0, whole: true });
    expect([...shapes.bucket('empty')!.entries()]).toEqual([]);
    const levels = Array.from({ length: 10 }, (_, i) => `level ${i}`);
    expect(shapes.bucket(...levels)!.path.map(String)).toEqual(['shapes', ...levels]);
    expect(shapes.bucket('inline')!.value('empty value')).toEqual(Buffer.alloc(0));
    expect(shapes.bucket('big')!.value('value of 300000')).toHaveLength(300000);
  });
});
