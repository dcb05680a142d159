import { type ByteView, readU64, type Span } from '#shared/bbolt/byte-view.ts';
import {
  anyKey,
  type CheckedPage,
  elementAt,
  elementFault,
  leafElement,
  leafFlag,
  readHeader,
} from '#shared/bbolt/page.ts';

const bucketHeaderSize = 16;

export interface BucketHeader {
  /** First page of the bucket; 0: it is inline, its only page follows in the value. */
  readonly root: number;
  readonly sequence: number;
}

/** struct bucket, the value of an element with the bucket flag: 0 root (8)   8 sequence (8). bucket.go; null: too short. */
export function bucketHeader({ view }: ByteView, value: Span): BucketHeader | null {
  if (value.length < bucketHeaderSize) return null;
  return { root: readU64(view, value.at), sequence: readU64(view, value.at + 8) };
}

export type InlinePage =
  | { readonly ok: true; readonly page: CheckedPage }
  | { readonly ok: false; readonly because: string };

/**
 * The page in the value of an inline bucket. It is always a leaf, and never holds a bucket itself (inlineable() in
 * bucket.go), so that a value cannot hide buckets in buckets without end.
 */
export function inlinePage(file: ByteView, value: Span): InlinePage {
  const at = value.at + bucketHeaderSize;
  const end = value.at + value.length;
  if (elementAt(at, 0) > end) return bad(`an inline bucket of ${value.length} bytes`);
  const { flags, count, overflow } = readHeader(file, at);
  if (flags !== leafFlag || overflow !== 0) return bad(`an inline page with flags ${flags} and overflow ${overflow}`);
  const page = { at, count, isLeaf: true };
  const fault = elementFault(file, page, end, anyKey);
  if (fault) return bad(`in its inline page: ${fault.because}`);
  for (let i = 0; i < count; i++) {
    if (leafElement(file, page, i).isBucket) return bad('an inline bucket that holds a bucket');
  }
  return { ok: true, page: { at, count } };
}

const bad = (because: string) => ({ ok: false, because }) as const;
