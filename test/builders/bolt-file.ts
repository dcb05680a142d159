import { fnv1a64 } from '#shared/bbolt/fnv1a.ts';

/** A bucket that is to be written: keys in any order, values as text or bytes, buckets in it. */
export interface BucketSpec {
  readonly entries: readonly (readonly [key: string | Uint8Array, value: string | Uint8Array | BucketSpec])[];
  readonly sequence?: number;
}

export interface BoltFileOptions {
  readonly pageSize?: number;
  /** Most elements in a branch or leaf; a small number makes a deep tree. */
  readonly fanout?: number;
  /** Buckets that would fit are not put inline. */
  readonly noInline?: boolean;
  /** Of the last transaction; the other meta page gets the one before, and an empty root. */
  readonly txid?: number;
  readonly freePages?: number;
}

interface Element {
  readonly flags: number;
  readonly key: Buffer;
  readonly value: Buffer;
}

/**
 * A bbolt file, written from the description of the format and by nothing of ours that reads it (but for FNV-1a).
 *
 * Made for tests: the whole file at once, what is free after the meta pages, the deepest buckets first.
 */
export function boltFile(root: BucketSpec, options: BoltFileOptions = {}): Buffer {
  const { pageSize = 4096, fanout = 1000, noInline = false, txid = 7, freePages = 0 } = options;
  const pages: Buffer[] = [];
  let nextPage = 4;
  const freelist = Array.from({ length: freePages }, () => nextPage++);
  pages.push(Buffer.alloc(freePages * pageSize));
  const { page: rootPage } = bucket(root, true);

  const first = Buffer.alloc(4 * pageSize);
  page(first, 2, 0x10, freelist.length, 0);
  for (const [i, free] of freelist.entries()) first.writeBigUInt64LE(BigInt(free), 2 * pageSize + 16 + 8 * i);
  page(first, 3, 2, 0, 0);
  for (const [id, from] of [
    [txid, rootPage],
    [txid - 1, 3],
  ] as const) {
    meta(first, id, from, id === txid ? (root.sequence ?? 0) : 0);
  }
  return Buffer.concat([first, ...pages]);

  function bucket(spec: BucketSpec, isRoot = false): { page: number; inline: Buffer | null } {
    const elements = spec.entries
      .map(([key, value]) => element(Buffer.from(key), value))
      .sort((a, b) => Buffer.compare(a.key, b.key));
    const size = elements.reduce((sum, e) => sum + 16 + e.key.length + e.value.length, 16);
    if (!isRoot && !noInline && size <= pageSize / 4 && elements.every((e) => e.flags === 0)) {
      return { page: 0, inline: leaf(elements, 0, 0) };
    }
    return { page: tree(elements), inline: null };
  }

  function element(key: Buffer, value: string | Uint8Array | BucketSpec): Element {
    if (typeof value === 'string' || value instanceof Uint8Array) return { flags: 0, key, value: Buffer.from(value) };
    const { page: at, inline } = bucket(value);
    const header = Buffer.alloc(16);
    header.writeBigUInt64LE(BigInt(at), 0);
    header.writeBigUInt64LE(BigInt(value.sequence ?? 0), 8);
    return { flags: 1, key, value: inline ? Buffer.concat([header, inline]) : header };
  }

  function tree(elements: readonly Element[]): number {
    let level = chunks(elements, (e) => 16 + e.key.length + e.value.length).map((some) => ({
      key: some[0]?.key ?? Buffer.alloc(0),
      page: put((at, overflow) => leaf(some, at, overflow), 16 + sum(some, (e) => 16 + e.key.length + e.value.length)),
    }));
    while (level.length > 1) {
      level = chunks(level, (e) => 16 + e.key.length).map((some) => ({
        key: some[0]!.key,
        page: put((at, overflow) => branch(some, at, overflow), 16 + sum(some, (e) => 16 + e.key.length)),
      }));
    }
    return level[0]!.page;
  }

  /** At least one, at most what `fanout` and a page take. */
  function chunks<T>(all: readonly T[], size: (one: T) => number): T[][] {
    const out: T[][] = [[]];
    let used = 16;
    for (const one of all) {
      const last = out.at(-1)!;
      if (last.length >= fanout || (last.length > 1 && used + size(one) > pageSize)) {
        out.push([one]);
        used = 16 + size(one);
      } else {
        last.push(one);
        used += size(one);
      }
    }
    return out;
  }

  function put(make: (at: number, overflow: number) => Buffer, size: number): number {
    const at = nextPage;
    const count = Math.max(1, Math.ceil(size / pageSize));
    nextPage += count;
    pages.push(Buffer.concat([make(at, count - 1)], count * pageSize));
    return at;
  }

  function meta(file: Buffer, id: number, rootAt: number, sequence: number) {
    const at = (id % 2) * pageSize;
    page(file, id % 2, 4, 0, 0);
    const words: readonly (readonly [number, number])[] = [
      [16, rootAt],
      [24, sequence],
      [32, 2],
      [40, nextPage],
      [48, id],
    ];
    file.writeUInt32LE(0xed0cdaed, at + 16);
    file.writeUInt32LE(2, at + 20);
    file.writeUInt32LE(pageSize, at + 24);
    for (const [where, number] of words) file.writeBigUInt64LE(BigInt(number), at + 16 + where);
    file.writeBigUInt64LE(fnv1a64(file.subarray(at + 16, at + 72)), at + 72);
  }

  function page(file: Buffer, id: number, flags: number, count: number, overflow: number) {
    header(file.subarray(id * pageSize), id, flags, count, overflow);
  }
}

function header(to: Buffer, id: number, flags: number, count: number, overflow: number) {
  to.writeBigUInt64LE(BigInt(id), 0);
  to.writeUInt16LE(flags, 8);
  to.writeUInt16LE(count, 10);
  to.writeUInt32LE(overflow, 12);
}

function leaf(elements: readonly Element[], at: number, overflow: number): Buffer {
  const head = Buffer.alloc(16 + 16 * elements.length);
  header(head, at, 2, elements.length, overflow);
  let position = head.length;
  for (const [i, { flags, key, value }] of elements.entries()) {
    const start = 16 + 16 * i;
    head.writeUInt32LE(flags, start);
    head.writeUInt32LE(position - start, start + 4);
    head.writeUInt32LE(key.length, start + 8);
    head.writeUInt32LE(value.length, start + 12);
    position += key.length + value.length;
  }
  return Buffer.concat([head, ...elements.flatMap((e) => [e.key, e.value])]);
}

function branch(children: readonly { readonly key: Buffer; readonly page: number }[], at: number, overflow: number) {
  const head = Buffer.alloc(16 + 16 * children.length);
  header(head, at, 1, children.length, overflow);
  let position = head.length;
  for (const [i, { key, page }] of children.entries()) {
    const start = 16 + 16 * i;
    head.writeUInt32LE(position - start, start);
    head.writeUInt32LE(key.length, start + 4);
    head.writeBigUInt64LE(BigInt(page), start + 8);
    position += key.length;
  }
  return Buffer.concat([head, ...children.map((c) => c.key)]);
}

const sum = <T>(all: readonly T[], size: (one: T) => number) => all.reduce((total, one) => total + size(one), 0);
