/** Which state of a database was read, and from where. Numbers are exact up to 2^53. */
export interface BoltMeta {
  /** Page it stands in: 0 or 1. A transaction writes the page `txid % 2`. */
  readonly page: 0 | 1;
  /** Bytes. That of the machine that made the file: 4096, 16384 or 65536 in practice. */
  readonly pageSize: number;
  /** Id of the transaction whose state this is. */
  readonly txid: number;
  /** Page of the root bucket, and the last number that NextSequence() gave in it. */
  readonly root: number;
  readonly sequence: number;
  /** First page of the list of free pages; null: that list is not kept in the file (NoFreelistSync). */
  readonly freelist: number | null;
  /** Pages from here on were never used: the high water mark. */
  readonly pages: number;
  readonly flags: number;
  /** False: without a checksum, as the first versions of bolt wrote it, and so not proven. */
  readonly proven: boolean;
}

export type MetaPage =
  | { readonly ok: true; readonly meta: BoltMeta }
  | { readonly ok: false; readonly what: MetaFault; readonly because: string };

export type MetaFault =
  /** The file ends before it. */
  | 'short'
  /** Not a bolt database, or this page of it was overwritten. */
  | 'magic'
  /** Made on a big-endian machine (s390x); its numbers stand the other way round. */
  | 'byte-order'
  | 'version'
  | 'page-size'
  | 'checksum';

/** Why nothing can be read: neither meta page is sound. */
export interface BoltUnreadable {
  readonly what: MetaFault;
  readonly because: string;
}

/** Key of each bucket from the root's child down; empty: the root itself. */
export type BoltPath = readonly Uint8Array[];

/** One place that could not be believed. The rest is kept. */
export interface BoltDamage {
  /** Page that is bad, or that holds the bad element. */
  readonly page: number;
  /** Bucket whose keys are lost, or (`lost` false) doubted by it. */
  readonly bucket: BoltPath;
  readonly what: BoltDamageKind;
  /** A short fact: what stands there, and what should. */
  readonly because: string;
  /** False: everything was read all the same. */
  readonly lost: boolean;
}

export type BoltDamageKind =
  /** The page is not in the file, or beyond the high water mark. */
  | 'missing'
  /** The page says that it is another one: its place was used by a later transaction, or never written. */
  | 'id'
  /** Neither a branch nor a leaf, or not the one expected. */
  | 'flags'
  /** An element that lies outside its page, or on top of another. */
  | 'elements'
  /** Keys out of order, or outside what the branch above promises. */
  | 'keys'
  /** It hangs in two places. */
  | 'reuse'
  /** In use and in the list of free pages. What it holds was kept. */
  | 'free'
  /** It says that more pages belong to it than it needs. What it holds was kept. */
  | 'overflow'
  /** Its value is no bucket, though its flag says so. */
  | 'bucket'
  /** The list of free pages cannot be read. Nothing is lost by that. */
  | 'freelist'
  /** Branches or buckets deeper than any real file has. */
  | 'depth'
  /** More than this reader takes. */
  | 'limit';

/** Bounds for input that lies. Real files stay far below. */
export const boltLimits = {
  /** Levels of branch pages in one bucket. */
  depth: 32,
  /** Buckets in buckets. containerd has seven. */
  bucketDepth: 32,
  damage: 1000,
} as const;
export type BoltLimits = { readonly [K in keyof typeof boltLimits]: number };
