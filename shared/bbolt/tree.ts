import type { BoltPath } from '#shared/bbolt/bolt.ts';
import type { ByteView, Span } from '#shared/bbolt/byte-view.ts';
import type { CheckedPage } from '#shared/bbolt/page.ts';

/** A bucket with pages of its own, as the walk found it. */
export interface BucketTree {
  readonly parent: BucketTree | null;
  /** Of the bucket in its parent; empty for the root. */
  readonly key: Span;
  /** Byte of the element that names it: a second one with the same root page is a lie. -1 for the root. */
  readonly namedAt: number;
  readonly depth: number;
  /** Sound leaf pages, in key order. */
  readonly leaves: CheckedPage[];
  /** False: some of its own keys are lost. */
  whole: boolean;
}

export function pathOf(file: ByteView, tree: BucketTree, last?: Span): BoltPath {
  const keys: Uint8Array[] = last ? [bytesOf(file, last)] : [];
  for (let at: BucketTree = tree; at.parent; at = at.parent) keys.push(bytesOf(file, at.key));
  return keys.reverse();
}

export const bytesOf = ({ bytes }: ByteView, { at, length }: Span) => bytes.subarray(at, at + length);
