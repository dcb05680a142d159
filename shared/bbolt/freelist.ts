import type { BoltMeta } from '#shared/bbolt/bolt.ts';
import { type ByteView, readU64 } from '#shared/bbolt/byte-view.ts';
import { freelistFlag, pageHeaderSize, readHeader } from '#shared/bbolt/page.ts';

/** A count that says: the count is too large for 16 bits, it is the first of the numbers. */
const countFollows = 0xffff;

export type Freelist =
  | { readonly ok: true; readonly isFree: (page: number) => boolean; readonly count: number }
  | { readonly ok: false; readonly page: number; readonly because: string };

/**
 * The pages that no state needs any more: a page header with flag 0x10, then their ids (8 bytes each, ascending).
 *
 * freelist.write() in go.etcd.io/bbolt freelist.go (1.3), internal/freelist (1.4). `pages`: whole pages of the file.
 */
export function readFreelist(file: ByteView, meta: BoltMeta, pages: number): Freelist {
  if (meta.freelist === null) return { ok: true, isFree: () => false, count: 0 };
  const bad = (because: string) => ({ ok: false, page: meta.freelist!, because }) as const;
  if (meta.freelist < 2 || meta.freelist >= pages) return bad(`page ${meta.freelist} of ${pages}`);
  const at = meta.freelist * meta.pageSize;
  const header = readHeader(file, at);
  if (header.id !== meta.freelist) return bad(`it says that it is page ${header.id}`);
  if (header.flags !== freelistFlag) return bad(`flags ${header.flags} instead of ${freelistFlag}`);
  if (header.overflow >= pages - meta.freelist) return bad(`${header.overflow} pages more, the file ends before`);
  const end = at + (header.overflow + 1) * meta.pageSize;
  const follows = header.count === countFollows;
  const first = at + pageHeaderSize + (follows ? 8 : 0);
  const count = follows ? readU64(file.view, at + pageHeaderSize) : header.count;
  if (first + 8 * count > end) return bad(`${count} ids do not fit into ${end - at} bytes`);
  const free = new Uint8Array(pages);
  let before = 1;
  for (let i = 0; i < count; i++) {
    const id = readU64(file.view, first + 8 * i);
    if (id <= before || id >= meta.pages) return bad(`id ${id} after ${before}, of ${meta.pages} pages`);
    if (id < pages) free[id] = 1;
    before = id;
  }
  return { ok: true, isFree: (page) => free[page] === 1, count };
}
