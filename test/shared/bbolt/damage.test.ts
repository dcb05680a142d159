import { describe, expect, it } from 'vitest';
import { type BoltDamageKind, type BoltLimits, boltLimits } from '#shared/bbolt/bolt.ts';
import { openBolt } from '#shared/bbolt/open-bolt.ts';
import { type BucketSpec, boltFile } from '#test/builders/bolt-file.ts';
import { listingOf, openSound } from '#test/shared/bbolt/listing.ts';

const pageSize = 4096;
const keys = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => [`${prefix}-${`${i}`.padStart(4, '0')}`, `value ${i}`] as const);
const small: BucketSpec = { entries: [['in', 'line']], sequence: 3 };

/** Two buckets of several leaves below a branch each, small ones beside them; two free pages. */
const sound = boltFile(
  {
    entries: [
      [
        'v1',
        {
          entries: [
            ['a', { entries: keys('a', 120) }],
            ['b', { entries: keys('b', 120) }],
            ['small', small],
          ],
        },
      ],
      ['v2', { entries: [['c', { entries: [...keys('c', 30), ['sub', small]] }]] }],
    ],
  },
  { fanout: 20, freePages: 2 },
);

/** The page in which a key stands; a first key of a leaf stands in the branch above too, which is written later. */
const pageOf = (text: string) => Math.floor(sound.indexOf(text) / pageSize);
const leafOfA = pageOf('a-0045');
const branchOfA = Math.floor(sound.lastIndexOf('a-0040') / pageSize);
const at = (page: number) => page * pageSize;
/** Where the element with this key starts in its page. */
const elementOf = (file: Buffer, text: string) => {
  const page = pageOf(text);
  const index = Array.from({ length: file.readUInt16LE(at(page) + 10) }, (_, i) => at(page) + 16 + 16 * i);
  return index.find((e) => e + file.readUInt32LE(e + 4) === sound.indexOf(text))!;
};

function changed(change: (file: Buffer) => unknown) {
  const file = Buffer.from(sound);
  change(file);
  return file;
}

it('starts from a file with branches, leaves and inline buckets', () => {
  expect([sound.readUInt16LE(at(leafOfA) + 8), sound.readUInt16LE(at(branchOfA) + 8)]).toEqual([2, 1]);
  expect(listingOf(openSound(sound))).toHaveLength(120 + 120 + 30 + 3 + 2 + 4);
});

type Lie = readonly [string, BoltDamageKind, (file: Buffer) => unknown];

describe('a bad leaf loses its keys and no others', () => {
  const first = at(leafOfA) + 16;
  /** A last value of so many bytes, and the pages for it. */
  const lastValue = (f: Buffer, length: number) => {
    f.writeUInt32LE(length, first + 16 * 19 + 12);
    f.writeUInt32LE(Math.ceil(length / pageSize), at(leafOfA) + 12);
  };
  const lies: readonly Lie[] = [
    ['says that it is another page', 'id', (f) => f.writeUInt32LE(999, at(leafOfA))],
    ['is a list of free pages', 'flags', (f) => f.writeUInt16LE(0x10, at(leafOfA) + 8)],
    ['is leaf and branch at once', 'flags', (f) => f.writeUInt16LE(3, at(leafOfA) + 8)],
    ['has more elements than fit', 'elements', (f) => f.writeUInt16LE(0xffff, at(leafOfA) + 10)],
    ['has an element behind its end', 'elements', (f) => f.writeUInt32LE(pageSize - 20, first + 4)],
    ['has an element 4 GiB away', 'elements', (f) => f.writeUInt32LE(0xffffffff, first + 4)],
    ['has a key in the middle of the elements', 'elements', (f) => f.writeUInt32LE(8, first + 4)],
    ['has a value that covers the next key', 'elements', (f) => f.writeUInt32LE(100, first + 12)],
    ['has a value of 4 GiB', 'elements', (f) => f.writeUInt32LE(0xfffffff0, first + 12)],
    ['has keys out of order', 'keys', (f) => f.write('a-9', f.indexOf('a-0045'))],
    ['has a key twice', 'keys', (f) => f.write('a-0046', f.indexOf('a-0045'))],
    ['has a first key below what the branch says', 'keys', (f) => f.write('a-0001', f.indexOf('a-0040'))],
    ['has a last key that belongs to the next leaf', 'keys', (f) => f.write('a-0099', f.indexOf('a-0059'))],
    ['has pages behind the end of the file', 'missing', (f) => lastValue(f, 2 ** 31)],
    ['was never written', 'id', (f) => f.fill(0, at(leafOfA), at(leafOfA + 1))],
  ];
  it.each(lies)('that %s: %s', (_, what, lie) => {
    const database = openSound(changed(lie));
    expect(database.damage).toMatchObject([{ page: leafOfA, what, lost: true }]);
    expect(database.damage[0]!.bucket.map(String)).toEqual(['v1', 'a']);
    expect(database.whole).toBe(false);
    expect([database.bucket('v1', 'a')!.whole, database.bucket('v1', 'a')!.size]).toEqual([false, 100]);
    expect([database.bucket('v1')!.whole, database.bucket('v1', 'b')!.whole]).toEqual([true, true]);
    const lost = new Set(
      keys('a', 60)
        .slice(40)
        .map(([key]) => Buffer.from(key).toString('hex')),
    );
    const kept = listingOf(openSound(sound)).filter((line) => !lost.has(line.split(' ')[1]!.split('/').at(-1)!));
    expect(listingOf(database)).toEqual(kept);
    expect(database.bucket('v1', 'a')!.value('a-0045')).toBeNull();
    expect(database.bucket('v1', 'a')!.value('a-0061')).not.toBeNull();
  });
});

it('a leaf that lies over the next one takes its place, and the next one is named', () => {
  const database = openSound(
    changed((f) => {
      f.writeUInt32LE(pageSize, at(leafOfA) + 16 * 20 + 12);
      f.writeUInt32LE(1, at(leafOfA) + 12);
    }),
  );
  expect(database.damage).toMatchObject([{ page: leafOfA + 1, what: 'reuse', lost: true }]);
  expect(database.bucket('v1', 'a')!.size).toBe(100);
});

describe('a bad branch loses what hangs below it', () => {
  const child = (i: number) => at(branchOfA) + 16 + 16 * i + 8;
  const lies: readonly (readonly [string, BoltDamageKind, number, (file: Buffer) => unknown])[] = [
    ['that leads to itself', 'reuse', 100, (f) => f.writeUInt32LE(branchOfA, child(2))],
    ['that leads to a leaf of another bucket', 'keys', 100, (f) => f.writeUInt32LE(pageOf('c-0001'), child(2))],
    ['that leads to one leaf twice', 'reuse', 100, (f) => f.writeUInt32LE(leafOfA - 1, child(2))],
    ['that leads to a meta page', 'missing', 100, (f) => f.writeUInt32LE(0, child(2))],
    ['that leads to page 2^40', 'missing', 100, (f) => f.writeUInt32LE(256, child(2) + 4)],
    ['without elements', 'elements', 0, (f) => f.writeUInt16LE(0, at(branchOfA) + 10)],
    ['with an element outside', 'elements', 0, (f) => f.writeUInt32LE(5000, at(branchOfA) + 16)],
  ];
  it.each(lies)('%s: %s', (_, what, size, lie) => {
    const database = openSound(changed(lie));
    expect(database.damage.some((d) => d.what === what && d.bucket.map(String).join('/') === 'v1/a')).toBe(true);
    expect([database.bucket('v1', 'a')!.size, database.bucket('v1', 'a')!.whole]).toEqual([size, false]);
    expect([database.bucket('v1', 'b')!.size, database.bucket('v1', 'b')!.whole]).toEqual([120, true]);
    expect([database.bucket('v2', 'c')!.size, database.bucket('v2', 'c')!.whole]).toEqual([31, true]);
  });
});

describe('a bad bucket is named and the others are kept', () => {
  const inline = (f: Buffer) => elementOf(f, 'small') + f.readUInt32LE(elementOf(f, 'small') + 4) + 5;
  const lies: readonly Lie[] = [
    ['of 12 bytes', 'bucket', (f) => f.writeUInt32LE(12, elementOf(f, 'small') + 12)],
    ['whose page is cut', 'bucket', (f) => f.writeUInt32LE(36, elementOf(f, 'small') + 12)],
    ['whose inline page is a branch', 'bucket', (f) => f.writeUInt16LE(1, inline(f) + 16 + 8)],
    ['whose inline page has pages', 'bucket', (f) => f.writeUInt32LE(1, inline(f) + 16 + 12)],
    ['that holds a bucket inline', 'bucket', (f) => f.writeUInt32LE(1, inline(f) + 32)],
    ['whose root is the page that names it', 'reuse', (f) => f.writeUInt32LE(pageOf('small'), inline(f))],
    ['whose root is beyond the file', 'missing', (f) => f.writeUInt32LE(70000, inline(f))],
    ['whose root is free', 'id', (f) => f.writeUInt32LE(4, inline(f))],
  ];
  it.each(lies)('%s: %s', (_, what, lie) => {
    const database = openSound(changed(lie));
    expect(database.damage.map((d) => [d.what, ...d.bucket.map(String)])).toEqual([[what, 'v1', 'small']]);
    expect(database.bucket('v1', 'small')).toMatchObject({ whole: false, size: 0 });
    expect(database.bucket('v1')!.whole).toBe(true);
    expect([...database.bucket('v1')!.entries()].map((e) => String(e.key))).toEqual(['a', 'b', 'small']);
    expect(database.bucket('v1', 'b')!.size).toBe(120);
  });

  it('when two name one root, only the first has it', () => {
    const root = sound.readUInt32LE(sound.indexOf('b', elementOf(sound, 'small')) + 1);
    const database = openSound(changed((f) => f.writeUInt32LE(root, inline(f))));
    expect(database.damage.map((d) => [d.what, ...d.bucket.map(String)])).toEqual([['reuse', 'v1', 'small']]);
    expect([database.bucket('v1', 'b')!.size, database.bucket('v1', 'small')!.size]).toEqual([120, 0]);
  });
});

describe('doubt is told without loss', () => {
  it('about a page that is in use and free', () => {
    const database = openSound(changed((f) => f.writeUInt32LE(leafOfA, 2 * pageSize + 24)));
    expect(database.damage).toMatchObject([{ page: leafOfA, what: 'free', lost: false }]);
    expect([database.whole, listingOf(database)]).toEqual([true, listingOf(openSound(sound))]);
  });

  it('about a page that says that more pages belong to it', () => {
    const database = openSound(changed((f) => f.writeUInt32LE(0xffffffff, at(leafOfA) + 12)));
    expect(database.damage).toMatchObject([{ page: leafOfA, what: 'overflow', lost: false }]);
    expect([database.whole, listingOf(database)]).toEqual([true, listingOf(openSound(sound))]);
  });

  it.each([
    ['another page', (f: Buffer) => f.writeUInt32LE(9, 2 * pageSize)],
    ['no list', (f: Buffer) => f.writeUInt16LE(2, 2 * pageSize + 8)],
    ['a count that does not fit', (f: Buffer) => f.writeUInt16LE(600, 2 * pageSize + 10)],
    [
      'a count of 2^40',
      (f: Buffer) =>
        f.fill(0xff, 2 * pageSize + 10, 2 * pageSize + 12).fill(0xff, 2 * pageSize + 16, 2 * pageSize + 21),
    ],
    ['ids out of order', (f: Buffer) => f.writeUInt32LE(4, 2 * pageSize + 24)],
    ['pages that are not there', (f: Buffer) => f.writeUInt32LE(0xffff, 2 * pageSize + 12)],
  ])('about a list of free pages that is %s', (_, lie) => {
    const database = openSound(changed(lie));
    expect(database.damage).toMatchObject([{ page: 2, what: 'freelist', lost: false }]);
    expect([database.whole, listingOf(database)]).toEqual([true, listingOf(openSound(sound))]);
  });
});

describe('a file that was cut', () => {
  it.each(Array.from({ length: 12 }, (_, i) => i + 1))(
    'by %i pages names what is behind the cut and keeps the rest',
    (cut) => {
      const database = openSound(sound.subarray(0, sound.length - cut * pageSize));
      const all = listingOf(openSound(sound));
      expect(database.whole).toBe(false);
      expect(database.damage.every((d) => d.what === 'missing' && d.page >= sound.length / pageSize - cut)).toBe(true);
      for (const line of listingOf(database)) expect(all).toContain(line);
    },
  );
});

describe('limits', () => {
  const open = (file: Buffer, limits: Partial<BoltLimits>) => {
    const opened = openBolt(file, { ...boltLimits, ...limits });
    if (!opened.ok) throw new Error('not opened');
    return opened.value;
  };

  it('of depth end a chain of buckets and say where', () => {
    let deep: BucketSpec = small;
    for (let i = 0; i < 100; i++) deep = { entries: [[`${i}`.padStart(2, '0'), deep]] };
    const { damage, whole } = open(boltFile(deep, { noInline: true }), {});
    expect(damage).toMatchObject([{ what: 'depth', lost: true }]);
    expect([damage[0]!.bucket.length, whole]).toEqual([boltLimits.bucketDepth + 1, false]);
  });

  it('of depth end a chain of branches', () => {
    const file = boltFile({ entries: [['b', { entries: keys('k', 300) }]] }, { fanout: 2 });
    expect(open(file, { depth: 5 }).damage.every((d) => d.what === 'depth')).toBe(true);
    expect(open(file, {}).damage).toEqual([]);
  });

  it('of damage count what they leave out, and nothing passes for whole', () => {
    const broken = changed((f) => {
      for (const bucket of ['a', 'b'])
        for (const i of [5, 25, 45, 65, 85, 105])
          f.writeUInt32LE(0, at(pageOf(`${bucket}-${`${i}`.padStart(4, '0')}`)));
    });
    const all = open(broken, {});
    expect(all.damage).toHaveLength(12);
    const some = open(broken, { damage: 2 });
    expect([some.damage.length, some.moreDamage, some.whole]).toEqual([2, 10, false]);
    expect(open(broken, { damage: 0 }).whole).toBe(false);
  });

  it('of work hold when thousands of pages claim all pages behind them', { timeout: 60_000 }, () => {
    const file = boltFile({ entries: [['b', { entries: keys('k', 9000) }]] }, { fanout: 2, pageSize: 1024 });
    const pages = file.length / 1024;
    // Branches stand behind the leaves and are visited first: every claim of a leaf fails, after a look at thousands.
    for (let page = 4; page < pages - 1; page++) {
      const start = page * 1024;
      if (file.readUInt16LE(start + 8) !== 2) continue;
      file.writeUInt32LE(pages - page - 1, start + 12);
      file.writeUInt32LE((pages - page - 1) * 1024, start + 16 * file.readUInt16LE(start + 10) + 12);
    }
    const started = performance.now();
    const { damage, whole } = open(file, { damage: 10_000 });
    expect(new Set(damage.map((d) => d.what))).toEqual(new Set(['reuse', 'limit']));
    expect([damage.length > 10, whole]).toEqual([true, false]);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
