import type { BoltMeta } from '#shared/bbolt/bolt.ts';
import type { BoltBucket, BoltEntry } from '#shared/bbolt/bucket.ts';
import { byteView, compareBytes } from '#shared/bbolt/byte-view.ts';
import { fnv1a64 } from '#shared/bbolt/fnv1a.ts';
import { openBolt } from '#shared/bbolt/open-bolt.ts';
import { elementAt, leafFlag, pageHeaderSize } from '#shared/bbolt/page.ts';

const metaFlag = 0x04;
const magic = 0xed0cdaed;
const version = 2;
const noFreelist = 0xffff_ffff_ffff_ffffn;
const mostElements = 0xffff;

/**
 * The same database, with each key and each value that is no bucket replaced by what `change` gives, which must be as long. Keys are
 * put in order again. The answer is as long as the file; what no bucket holds (freed pages, slack) is NUL in it. Each bucket gets one
 * leaf page, with as many pages behind it as it needs, never more than its own pages were; there is no list of free pages.
 *
 * Null when not every key can be read, or two keys become one.
 */
export function rewriteBolt(bytes: Uint8Array, change: (text: Uint8Array) => Uint8Array): Uint8Array | null {
  const opened = openBolt(bytes);
  if (!opened.ok || !opened.value.whole) return null;
  const { meta, metaPages, root } = opened.value;
  const { pageSize } = meta;
  const out = new Uint8Array(bytes.length);
  const { view } = byteView(out);
  let nextPage = 2;
  const rootPage = putBucket(root);
  if (rootPage === null) return null;
  for (const page of metaPages) {
    if (page.ok) putMeta(view, { ...page.meta, root: rootPage, sequence: meta.sequence, pages: meta.pages });
  }
  return out;

  /** Its page; null: it does not fit. */
  function putBucket(bucket: BoltBucket): number | null {
    const elements = changed(bucket);
    if (elements === null) return null;
    const count = Math.max(1, Math.ceil(sizeOf(elements) / pageSize));
    const page = nextPage;
    nextPage += count;
    if (nextPage > meta.pages || nextPage * pageSize > out.length) return null;
    putLeaf(elements, page * pageSize, page, count - 1);
    return page;
  }

  function changed(bucket: BoltBucket): readonly Element[] | null {
    const elements: Element[] = [];
    for (const entry of bucket.entries()) {
      const value = contentOf(entry);
      if (value === null) return null;
      elements.push({ isBucket: entry.kind === 'bucket', key: change(entry.key), value });
    }
    elements.sort((a, b) => order(a.key, b.key));
    const isDouble = elements.some(({ key }, i) => i > 0 && order(elements[i - 1]!.key, key) === 0);
    return isDouble || elements.length > mostElements ? null : elements;
  }

  function contentOf(entry: BoltEntry): Uint8Array | null {
    if (entry.kind === 'value') return change(entry.value);
    const { bucket } = entry;
    const elements = bucket.isInline ? changed(bucket) : [];
    const page = bucket.isInline ? 0 : putBucket(bucket);
    if (elements === null || page === null) return null;
    const value = new Uint8Array(pageHeaderSize + (bucket.isInline ? sizeOf(elements) : 0));
    const header = byteView(value).view;
    header.setBigUint64(0, BigInt(page), true);
    header.setBigUint64(8, BigInt(bucket.sequence), true);
    if (bucket.isInline) value.set(leafOf(elements, 0, 0), pageHeaderSize);
    return value;
  }

  function putLeaf(elements: readonly Element[], at: number, page: number, overflow: number): void {
    out.set(leafOf(elements, page, overflow), at);
  }
}

interface Element {
  readonly isBucket: boolean;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

const order = (a: Uint8Array, b: Uint8Array) =>
  compareBytes(a, { at: 0, length: a.length }, b, { at: 0, length: b.length });

const sizeOf = (elements: readonly Element[]) =>
  elements.reduce((sum, { key, value }) => sum + key.length + value.length, elementAt(0, elements.length));

function leafOf(elements: readonly Element[], page: number, overflow: number): Uint8Array {
  const out = new Uint8Array(sizeOf(elements));
  const { view } = byteView(out);
  putHeader(view, 0, { id: page, flags: leafFlag, count: elements.length, overflow });
  let at = elementAt(0, elements.length);
  for (const [i, { isBucket, key, value }] of elements.entries()) {
    const element = elementAt(0, i);
    view.setUint32(element, isBucket ? 1 : 0, true);
    view.setUint32(element + 4, at - element, true);
    view.setUint32(element + 8, key.length, true);
    view.setUint32(element + 12, value.length, true);
    out.set(key, at);
    out.set(value, at + key.length);
    at += key.length + value.length;
  }
  return out;
}

function putHeader(
  view: DataView,
  at: number,
  { id, flags, count, overflow }: { id: number; flags: number; count: number; overflow: number },
): void {
  view.setBigUint64(at, BigInt(id), true);
  view.setUint16(at + 8, flags, true);
  view.setUint16(at + 10, count, true);
  view.setUint32(at + 12, overflow, true);
}

/** A meta page as `readMetaPages` reads it, always with a checksum. */
function putMeta(view: DataView, { page, pageSize, flags, root, sequence, pages, txid }: BoltMeta): void {
  const at = page * pageSize + pageHeaderSize;
  putHeader(view, page * pageSize, { id: page, flags: metaFlag, count: 0, overflow: 0 });
  view.setUint32(at, magic, true);
  view.setUint32(at + 4, version, true);
  view.setUint32(at + 8, pageSize, true);
  view.setUint32(at + 12, flags, true);
  for (const [i, number] of [BigInt(root), BigInt(sequence), noFreelist, BigInt(pages), BigInt(txid)].entries()) {
    view.setBigUint64(at + 16 + 8 * i, number, true);
  }
  view.setBigUint64(at + 56, fnv1a64(new Uint8Array(view.buffer, view.byteOffset + at, 56)), true);
}
