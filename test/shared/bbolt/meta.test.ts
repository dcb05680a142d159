import { describe, expect, it } from 'vitest';
import { fnv1a64 } from '#shared/bbolt/fnv1a.ts';
import { looksLikeBolt, newestTxid } from '#shared/bbolt/meta.ts';
import { openBolt } from '#shared/bbolt/open-bolt.ts';
import { boltFile } from '#test/builders/bolt-file.ts';
import { corpusFile, corpusListing, listingOf, openSound, withoutPath } from '#test/shared/bbolt/listing.ts';
import { sealMeta } from '#test/shared/bbolt/mutate.ts';

/** Transaction 7 in page 1; page 0 has transaction 6, in which nothing was. */
const make = (pageSize: number) => boltFile({ entries: [['k', 'v']] }, { pageSize, txid: 7 });

function opened(change: (file: Buffer) => unknown, pageSize = 4096) {
  const file = make(pageSize);
  change(file);
  return openBolt(file);
}

const read = (change: (file: Buffer) => unknown, pageSize = 4096) => {
  const result = opened(change, pageSize);
  return result.ok ? [result.value.meta.txid, result.value.root.size] : result.error.what;
};

describe('the state that is read', () => {
  it('is that of the sound meta page with the higher transaction', () => {
    expect(read(() => {})).toEqual([7, 1]);
    expect(read((f) => (f[4096 + 40]! ^= 1))).toEqual([6, 0]);
    expect(read((f) => (f[40]! ^= 1))).toEqual([7, 1]);
    expect(read((f) => f.fill(0, 0, 4180))).toBe('magic');
    const result = opened((f) => (f[4096 + 40]! ^= 1));
    expect(result.ok && result.value.metaPages).toMatchObject([{ ok: true }, { ok: false, what: 'checksum' }]);
    expect(result.ok && result.value.whole).toBe(true);
  });

  it.each([1024, 4096, 16384, 65536])(
    'is found in page 1 at any page size, %i too, when page 0 is gone',
    (pageSize) => {
      expect(read((f) => f.fill(0, 0, 512), pageSize)).toEqual([7, 1]);
      expect(read((f) => f.fill(0, pageSize, pageSize + 80), pageSize)).toEqual([6, 0]);
    },
  );

  it('is one without a checksum only where there is no other: the first versions of bolt wrote none', () => {
    expect(read((f) => f.fill(0, 4096 + 72, 4096 + 80))).toEqual([6, 0]);
    expect(read((f) => f.fill(0, 4096 + 72, 4096 + 80).fill(0, 72, 80))).toEqual([7, 1]);
  });
});

describe('what is no database is refused with the reason', () => {
  const both = (change: (file: Buffer, at: number) => unknown) => (f: Buffer) => {
    for (const at of [16, 4096 + 16]) change(f, at);
  };
  const reseal = (change: (file: Buffer, at: number) => unknown) =>
    both((f, at) => {
      change(f, at);
      sealMeta(f, at);
    });
  it.each([
    ['magic', both((f, at) => f.writeUInt32LE(1, at))],
    ['byte-order', both((f, at) => f.subarray(at, at + 4).reverse())],
    ['version', reseal((f, at) => f.writeUInt32LE(3, at + 4))],
    ['page-size', reseal((f, at) => f.writeUInt32LE(5000, at + 8))],
    ['page-size', reseal((f, at) => f.writeUInt32LE(0, at + 8))],
    ['checksum', both((f, at) => (f[at + 50]! ^= 4))],
  ])('%s', (what, change) => {
    expect(read(change)).toBe(what);
  });

  it.each([0, 1, 16, 79])('a file of %i bytes', (length) => {
    const result = openBolt(make(4096).subarray(0, length));
    expect(result.ok || result.error.what).toBe('short');
    expect(result.ok || result.error.because).toMatch(/bytes$/);
  });

  it('but a file of one meta page is one, with everything missing', () => {
    const database = openSound(make(4096).subarray(0, 80));
    expect([database.damage.map((d) => d.what), database.whole]).toEqual([['freelist', 'missing'], false]);
  });

  it('a root that is a meta page, itself free, or far away is damage, not the end', () => {
    for (const root of [0, 1, 2, 2 ** 31]) {
      const database = openSound(
        (() => {
          const file = make(4096);
          file.writeUInt32LE(root, 4096 + 32);
          sealMeta(file, 4096 + 16);
          return file;
        })(),
      );
      expect([database.whole, database.root.size, database.damage.length]).toEqual([false, 0, 1]);
    }
  });
});

describe('a copy of a database in use', () => {
  const states = [2, 3, 4, 5, 6, 7, 8, 9];
  const copy = (head: number, pages: number) => {
    const file = corpusFile(`history.${pages}`);
    corpusFile(`history.${head}`).copy(file, 0, 0, 2 * 4096);
    return file;
  };

  it.each(states.slice(1))(
    'is whole when the pages are those of one transaction later (%i): what newestTxid promises',
    (later) => {
      const database = openSound(copy(later - 1, later));
      expect(listingOf(database)).toEqual(corpusListing(`history.${later - 1}`).slice(1));
      expect(database.damage).toEqual([]);
    },
  );

  it('is told from one that may be torn by its first pages, read again', () => {
    expect(states.map((txid) => newestTxid(corpusFile(`history.${txid}`).subarray(0, 8192)))).toEqual(states);
    expect(newestTxid(new Uint8Array(0))).toBeNull();
    expect(looksLikeBolt(corpusFile('new').subarray(0, 20))).toBe(true);
    expect(looksLikeBolt(corpusFile('new').subarray(0, 19))).toBe(false);
    expect(looksLikeBolt(Buffer.alloc(4096))).toBe(false);
  });

  it('that mixes states further apart is mostly found out, and never makes up a key or a value', () => {
    const all = new Set(states.flatMap((txid) => corpusListing(`history.${txid}`).slice(1).map(withoutPath)));
    let told = 0;
    let mixes = 0;
    for (const head of states) {
      for (const pages of states.filter((s) => s > head + 1)) {
        const database = openSound(copy(head, pages));
        mixes++;
        if (database.damage.length > 0) told++;
        for (const line of listingOf(database)) expect(all).toContain(withoutPath(line));
      }
    }
    expect([told > mixes / 2, mixes]).toEqual([true, 21]);
  });
});

it('FNV-1a agrees with its published values', () => {
  const of = (text: string) => fnv1a64(new TextEncoder().encode(text)).toString(16);
  expect([of(''), of('a'), of('foobar')]).toEqual(['cbf29ce484222325', 'af63dc4c8601ec8c', '85944171f73967e8']);
});
