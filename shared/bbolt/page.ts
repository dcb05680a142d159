import type { BoltDamageKind } from '#shared/bbolt/bolt.ts';
import { type ByteView, compareBytes, readU64, type Span } from '#shared/bbolt/byte-view.ts';

export const pageHeaderSize = 16;
export const branchFlag = 0x01;
export const leafFlag = 0x02;
export const freelistFlag = 0x10;
const elementSize = 16;
const bucketFlag = 0x01;
/** MaxKeySize in bucket.go. */
const longestKey = 32768;

/**
 * struct page: 0 id (8)   8 flags (2)   10 count (2)   12 overflow (4: pages that follow and belong to it)
 *
 * go.etcd.io/bbolt page.go (1.3), internal/common/page.go (1.4).
 */
export interface PageHeader {
  readonly id: number;
  readonly flags: number;
  readonly count: number;
  readonly overflow: number;
}

export const readHeader = ({ view }: ByteView, at: number): PageHeader => ({
  id: readU64(view, at),
  flags: view.getUint16(at + 8, true),
  count: view.getUint16(at + 10, true),
  overflow: view.getUint32(at + 12, true),
});

/** A page whose elements were checked: every key and value lies inside it. */
export interface CheckedPage {
  /** Byte where its header starts. */
  readonly at: number;
  readonly count: number;
}

export interface LeafElement {
  readonly isBucket: boolean;
  readonly key: Span;
  readonly value: Span;
}

/** struct leafPageElement: 0 flags (4: 1 bucket)   4 pos (4, from the element's start)   8 ksize (4)   12 vsize (4) */
export function leafElement({ view }: ByteView, page: CheckedPage, index: number): LeafElement {
  const at = elementAt(page.at, index);
  const keyAt = at + view.getUint32(at + 4, true);
  const keyLength = view.getUint32(at + 8, true);
  return {
    isBucket: (view.getUint32(at, true) & bucketFlag) !== 0,
    key: { at: keyAt, length: keyLength },
    value: { at: keyAt + keyLength, length: view.getUint32(at + 12, true) },
  };
}

/** struct branchPageElement: 0 pos (4, from the element's start)   4 ksize (4)   8 pgid (8) */
export function branchElement({ view }: ByteView, page: CheckedPage, index: number): { key: Span; child: number } {
  const at = elementAt(page.at, index);
  return {
    key: { at: at + view.getUint32(at, true), length: view.getUint32(at + 4, true) },
    child: readU64(view, at + 8),
  };
}

export const elementAt = (pageAt: number, index: number) => pageAt + pageHeaderSize + elementSize * index;

/** Bytes that a page needs by its last element, which may lie. Only for a page whose elements are in the file. */
export function bytesNeeded(file: ByteView, page: CheckedPage & { readonly isLeaf: boolean }): number {
  if (page.count === 0) return pageHeaderSize;
  const { key, length } = page.isLeaf
    ? leafExtent(file, page, page.count - 1)
    : branchExtent(file, page, page.count - 1);
  return key.at + length - page.at;
}

/** Keys that a page may hold: from `lowest` on, below `below`. Null: no bound. */
export interface KeyRange {
  readonly lowest: Span | null;
  readonly below: Span | null;
}

export const anyKey: KeyRange = { lowest: null, below: null };

export interface PageFault {
  readonly what: BoltDamageKind;
  readonly because: string;
}

/**
 * What is wrong with the elements of a page that ends before `end`; null: nothing.
 *
 * Keys and values stand behind the elements, in their order and without overlap (node.write() in node.go), which is also
 * what keeps the checking of a lying page as short as the page.
 */
export function elementFault(
  file: ByteView,
  page: CheckedPage & { readonly isLeaf: boolean },
  end: number,
  range: KeyRange,
): PageFault | null {
  let free = elementAt(page.at, page.count);
  if (free > end) return fault('elements', `${page.count} elements do not fit into ${end - page.at} bytes`);
  let before: Span | null = range.lowest;
  for (let i = 0; i < page.count; i++) {
    const { key, length } = page.isLeaf ? leafExtent(file, page, i) : branchExtent(file, page, i);
    if (key.at < free || key.at + length > end) {
      return fault(
        'elements',
        `element ${i} lies at ${key.at - page.at}, ${length} bytes long, which is not its place`,
      );
    }
    if (key.length > longestKey) return fault('elements', `element ${i} has a key of ${key.length} bytes`);
    const order = before ? compareBytes(file.bytes, before, file.bytes, key) : -1;
    if (order > 0 || (order === 0 && i > 0)) {
      return fault(
        'keys',
        i === 0 ? 'its first key is below the one that leads here' : `key ${i} is not above the last`,
      );
    }
    before = key;
    free = key.at + length;
  }
  if (page.count > 0 && range.below && compareBytes(file.bytes, before!, file.bytes, range.below) >= 0) {
    return fault('keys', 'its last key is not below the one where the next page starts');
  }
  return null;
}

function leafExtent(file: ByteView, page: CheckedPage, index: number) {
  const { key, value } = leafElement(file, page, index);
  return { key, length: key.length + value.length };
}

function branchExtent(file: ByteView, page: CheckedPage, index: number) {
  const { key } = branchElement(file, page, index);
  return { key, length: key.length };
}

const fault = (what: BoltDamageKind, because: string) => ({ what, because });
