import { describe, expect, it } from 'vitest';
import type { BoltBucket } from '#shared/bbolt/bucket.ts';
import { openBolt } from '#shared/bbolt/open-bolt.ts';
import { rewriteBolt } from '#shared/bbolt/rewrite-bolt.ts';
import { type BucketSpec, boltFile } from '#test/builders/bolt-file.ts';

/** Turns the alphabet round, so that every order of keys is another one after it. */
const turn = (text: Uint8Array) => text.map((b) => (b >= 0x61 && b <= 0x7a ? 0xdb - b : b));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

type Tree = { readonly sequence: number; readonly entries: Record<string, string | Tree> };
const treeOf = (bucket: BoltBucket, change: (bytes: Uint8Array) => Uint8Array): Tree => ({
  sequence: bucket.sequence,
  entries: Object.fromEntries(
    Array.from(bucket.entries(), (entry) => [
      text(change(entry.key)),
      entry.kind === 'value' ? text(change(entry.value)) : treeOf(entry.bucket, change),
    ]),
  ),
});
const open = (bytes: Uint8Array) => {
  const opened = openBolt(bytes);
  if (!opened.ok) throw new Error(opened.error.because);
  return opened.value;
};

const letters = (n: number) => n.toString().replaceAll(/\d/g, (d) => 'qwertyuiop'[Number(d)]!);
const many = (count: number): BucketSpec => ({
  sequence: count,
  entries: Array.from({ length: count }, (_, i) => [`key-${letters(i)}`, `value ${letters(i)}`.repeat(1 + (i % 40))]),
});
const spec: BucketSpec = {
  sequence: 3,
  entries: [
    ['small', many(2)],
    [
      'large',
      {
        entries: [
          ['inner', many(900)],
          ['empty', { entries: [] }],
          ['x', 'y'],
        ],
        sequence: 9,
      },
    ],
    ['huge', { entries: [['one', 'z'.repeat(20_000)]] }],
  ],
};

describe('a database written anew with other keys and values', () => {
  it.each([
    ['as containerd writes it', {}],
    ['with small leaves below branches', { fanout: 3 }],
    ['with free pages', { freePages: 20 }],
    ['without inline buckets', { noInline: true }],
  ])('%s: is sound, as long, and has what the old one had', (_, options) => {
    const file = boltFile(spec, options);
    const before = open(file);
    const written = rewriteBolt(file, turn)!;
    const after = open(written);
    expect(after.damage).toEqual([]);
    expect(written.length).toBe(file.length);
    expect(treeOf(after.root, (bytes) => bytes)).toEqual(treeOf(before.root, turn));
    expect(after.meta.txid).toBe(before.meta.txid);
    expect(text(after.bucket(turn(Buffer.from('large')))!.value(turn(Buffer.from('x')))!)).toBe('b');
  });

  it('keeps nothing of freed pages', () => {
    const file = boltFile(spec, { freePages: 4 });
    file.write('left behind', 5 * 4096 + 100);
    expect(text(rewriteBolt(file, (bytes) => bytes)!)).not.toContain('left behind');
  });

  it('is none where a page is lost, or two keys become one', () => {
    const file = boltFile(spec);
    expect(rewriteBolt(file, (bytes) => new Uint8Array(bytes.length))).toBeNull();
    const page = open(file).meta.root;
    file.writeUInt16LE(0x40, page * 4096 + 8);
    expect(rewriteBolt(file, (bytes) => bytes)).toBeNull();
    expect(rewriteBolt(Buffer.from('no database'), (bytes) => bytes)).toBeNull();
  });
});
