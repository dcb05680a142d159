import type { BoltPath } from '#shared/bbolt/bolt.ts';
import { bucketHeader, type InlinePage, inlinePage } from '#shared/bbolt/bucket-header.ts';
import { type ByteView, compareBytes } from '#shared/bbolt/byte-view.ts';
import { type CheckedPage, elementAt, type LeafElement, leafElement } from '#shared/bbolt/page.ts';
import { type BucketTree, bytesOf } from '#shared/bbolt/tree.ts';

/** A key as text is its UTF-8 bytes. */
export type BoltKey = string | Uint8Array;

/** What stands under a key. All bytes are views into the file's own: copy what is kept. */
export type BoltEntry =
  | { readonly kind: 'value'; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly kind: 'bucket'; readonly key: Uint8Array; readonly bucket: BoltBucket };

/** What buckets need of the database they are in. */
export interface BucketSource {
  readonly file: ByteView;
  readonly trees: ReadonlyMap<number, BucketTree>;
}

interface BucketParts {
  readonly parent: BoltBucket | null;
  readonly key: Uint8Array;
  readonly sequence: number;
  readonly isInline: boolean;
  readonly whole: boolean;
  readonly leaves: readonly CheckedPage[];
}

const encoder = new TextEncoder();

/** A bucket: keys in byte order, each with a value or with a bucket. Reading it never throws. */
export class BoltBucket {
  /** Its key in `parent`; empty for the root. */
  readonly key: Uint8Array;
  readonly parent: BoltBucket | null;
  /** What NextSequence() gave last; containerd numbers snapshots by it. */
  readonly sequence: number;
  /** It lies in its parent's page, as small buckets without buckets do. */
  readonly isInline: boolean;
  /** False: some of its own keys are lost, or all. Buckets in it say so for themselves. */
  readonly whole: boolean;
  readonly #source: BucketSource;
  readonly #leaves: readonly CheckedPage[];

  constructor(source: BucketSource, parts: BucketParts) {
    this.key = parts.key;
    this.parent = parts.parent;
    this.sequence = parts.sequence;
    this.isInline = parts.isInline;
    this.whole = parts.whole;
    this.#source = source;
    this.#leaves = parts.leaves;
  }

  get path(): BoltPath {
    return this.parent ? [...this.parent.path, this.key] : [];
  }

  /** Keys that can be read. */
  get size(): number {
    return this.#leaves.reduce((sum, leaf) => sum + leaf.count, 0);
  }

  *entries(): Generator<BoltEntry> {
    for (const leaf of this.#leaves) {
      for (let i = 0; i < leaf.count; i++) yield this.#entry(leaf, i);
    }
  }

  *values(): Generator<Extract<BoltEntry, { kind: 'value' }>> {
    for (const entry of this.entries()) if (entry.kind === 'value') yield entry;
  }

  *buckets(): Generator<Extract<BoltEntry, { kind: 'bucket' }>> {
    for (const entry of this.entries()) if (entry.kind === 'bucket') yield entry;
  }

  /** The value of a key; null: no such key, or a bucket has it. */
  value(key: BoltKey): Uint8Array | null {
    const entry = this.#find(key);
    return entry?.kind === 'value' ? entry.value : null;
  }

  /** The bucket at a path of keys from here; null: there is none, or a value has one of the keys. */
  bucket(...path: readonly BoltKey[]): BoltBucket | null {
    const [key, ...rest] = path;
    if (key === undefined) return this;
    const entry = this.#find(key);
    return entry?.kind === 'bucket' ? entry.bucket.bucket(...rest) : null;
  }

  #find(key: BoltKey): BoltEntry | null {
    const bytes = typeof key === 'string' ? encoder.encode(key) : key;
    const wanted = { at: 0, length: bytes.length };
    const { file } = this.#source;
    const isAfter = (leaf: CheckedPage, i: number) =>
      compareBytes(file.bytes, leafElement(file, leaf, i).key, bytes, wanted) > 0;
    const leaf = this.#leaves[countUntil(this.#leaves.length, (i) => isAfter(this.#leaves[i]!, 0)) - 1];
    if (!leaf) return null;
    const index = countUntil(leaf.count, (i) => isAfter(leaf, i)) - 1;
    if (index < 0) return null;
    const found = leafElement(file, leaf, index).key;
    return compareBytes(file.bytes, found, bytes, wanted) === 0 ? this.#entry(leaf, index) : null;
  }

  #entry(leaf: CheckedPage, index: number): BoltEntry {
    const { file } = this.#source;
    const element = leafElement(file, leaf, index);
    const key = bytesOf(file, element.key);
    if (!element.isBucket) return { kind: 'value', key, value: bytesOf(file, element.value) };
    return { kind: 'bucket', key, bucket: this.#open(key, element, elementAt(leaf.at, index)) };
  }

  #open(key: Uint8Array, element: LeafElement, namedAt: number): BoltBucket {
    const { file, trees } = this.#source;
    const header = bucketHeader(file, element.value);
    const isInline = header?.root === 0;
    const inline = isInline ? inlinePage(file, element.value) : null;
    const named = header && !isInline ? trees.get(header.root) : undefined;
    const tree = named?.namedAt === namedAt ? named : undefined;
    return new BoltBucket(this.#source, {
      parent: this,
      key,
      sequence: header?.sequence ?? 0,
      isInline,
      whole: inline ? inline.ok : (tree?.whole ?? false),
      leaves: inline ? inlineLeaves(inline) : (tree?.leaves ?? []),
    });
  }
}

/** Like a tree's leaves: none of them is empty. */
const inlineLeaves = (inline: InlinePage) => (inline.ok && inline.page.count > 0 ? [inline.page] : []);

/** The first of `count` indices from which `isAfter` holds, which it then does for all that follow. */
function countUntil(count: number, isAfter: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The bucket that has no name. */
export function rootBucket(source: BucketSource, rootPage: number, sequence: number): BoltBucket {
  const tree = source.trees.get(rootPage);
  return new BoltBucket(source, {
    parent: null,
    key: new Uint8Array(0),
    sequence,
    isInline: false,
    whole: tree?.whole ?? false,
    leaves: tree?.leaves ?? [],
  });
}
