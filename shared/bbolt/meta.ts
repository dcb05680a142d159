import type { BoltMeta, BoltUnreadable, MetaFault, MetaPage } from '#shared/bbolt/bolt.ts';
import { byteView, readU64 } from '#shared/bbolt/byte-view.ts';
import { fnv1a64 } from '#shared/bbolt/fnv1a.ts';

const magic = 0xed0cdaed;
const swappedMagic = 0xedda0ced;
const version = 2;
const pageHeaderSize = 16;
const metaSize = 64;
const checksummed = 56;
const noFreelist = 0xffff_ffff_ffff_ffffn;

/** getPageSizeFromSecondMeta() in db.go looks for meta page 1 at these when page 0 is bad. */
const pageSizes = Array.from({ length: 15 }, (_, i) => 1024 << i);

export interface MetaPages {
  readonly pages: readonly [MetaPage, MetaPage];
  /** The sound one with the higher transaction id. */
  readonly chosen: BoltMeta | null;
}

/** True when a file begins as a bolt database does, sound or not. 20 bytes are enough. */
export function looksLikeBolt(head: Uint8Array): boolean {
  return head.length >= pageHeaderSize + 4 && byteView(head).view.getUint32(pageHeaderSize, true) === magic;
}

/** Both meta pages of a file, or of as much of its beginning as holds them (two pages). */
export function readMetaPages(file: Uint8Array): MetaPages {
  const first = readMetaAt(file, 0, 0);
  const second = first.ok ? readMetaAt(file, first.meta.pageSize, 1) : searchSecond(file);
  const sound = [first, second].flatMap((page) => (page.ok ? [page.meta] : []));
  const proven = sound.filter((meta) => meta.proven);
  const chosen = (proven.length > 0 ? proven : sound).reduce<BoltMeta | null>(
    (best, meta) => (best && best.txid >= meta.txid ? best : meta),
    null,
  );
  return { pages: [first, second], chosen };
}

/** The more telling of two faults: that of the page that at least is one. */
export function whyUnreadable([first, second]: MetaPages['pages']): BoltUnreadable {
  const faults = [first, second].flatMap((page) => (page.ok ? [] : [page]));
  const worst = faults.find((f) => f.what !== 'magic' && f.what !== 'short') ?? faults[0];
  return { what: worst?.what ?? 'magic', because: worst?.because ?? 'no meta page' };
}

/**
 * Newest transaction in a file's beginning (two pages; 128 KiB hold them at any page size); null: no sound meta page.
 *
 * For whoever copies a database that is in use: when this is the same after the copy as in the copy, then the copy is
 * whole. Transaction N + 1 writes only to pages that state N does not use; pages of N fall to N + 2, which starts after
 * the meta page of N + 1 is written (freelist.release() in freelist.go, beginRWTx() and Commit() in tx.go).
 */
export function newestTxid(head: Uint8Array): number | null {
  return readMetaPages(head).chosen?.txid ?? null;
}

/**
 * struct meta behind a page header, in the byte order of the machine that wrote it:
 *
 *     0 magic (4)   4 version (4)   8 pageSize (4)   12 flags (4)   16 root.root (8)   24 root.sequence (8)
 *     32 freelist (8)   40 pgid (8)   48 txid (8)   56 checksum (8, FNV-1a 64 of bytes 0–55)
 *
 * go.etcd.io/bbolt db.go (1.3), internal/common/meta.go (1.4). A checksum of 0 is one from before checksums.
 */
function readMetaAt(file: Uint8Array, pageAt: number, page: 0 | 1): MetaPage {
  const at = pageAt + pageHeaderSize;
  if (at + metaSize > file.length)
    return bad('short', `meta page ${page} ends behind the last of ${file.length} bytes`);
  const { view } = byteView(file);
  const found = view.getUint32(at, true);
  if (found === swappedMagic) return bad('byte-order', 'its numbers are big-endian');
  if (found !== magic) return bad('magic', `meta page ${page} has the magic number ${hex(found)}, not ${hex(magic)}`);
  const foundVersion = view.getUint32(at + 4, true);
  if (foundVersion !== version) return bad('version', `version ${foundVersion} of the file format, not ${version}`);
  const stored = view.getBigUint64(at + checksummed, true);
  const computed = fnv1a64(file.subarray(at, at + checksummed));
  if (stored !== 0n && stored !== computed) {
    return bad('checksum', `meta page ${page}: stored ${stored.toString(16)}, its bytes give ${computed.toString(16)}`);
  }
  const pageSize = view.getUint32(at + 8, true);
  if (!pageSizes.includes(pageSize)) return bad('page-size', `meta page ${page}: a page size of ${pageSize}`);
  if (page === 1 && pageSize !== pageAt)
    return bad('page-size', `meta page 1 says ${pageSize}, it stands at ${pageAt}`);
  return {
    ok: true,
    meta: {
      page,
      pageSize,
      flags: view.getUint32(at + 12, true),
      root: readU64(view, at + 16),
      sequence: readU64(view, at + 24),
      freelist: view.getBigUint64(at + 32, true) === noFreelist ? null : readU64(view, at + 32),
      pages: readU64(view, at + 40),
      txid: readU64(view, at + 48),
      proven: stored !== 0n,
    },
  };
}

function searchSecond(file: Uint8Array): MetaPage {
  const tries = pageSizes.map((size) => readMetaAt(file, size, 1));
  return tries.find((t) => t.ok) ?? tries.find((t) => !t.ok && t.what !== 'magic' && t.what !== 'short') ?? tries[2]!;
}

const bad = (what: MetaFault, because: string) => ({ ok: false, what, because }) as const;
const hex = (n: number) => `0x${n.toString(16)}`;
