import { err, ok, type Result } from '#shared/base/result.ts';
import {
  type BoltDamage,
  type BoltLimits,
  type BoltMeta,
  type BoltUnreadable,
  boltLimits,
  type MetaPage,
} from '#shared/bbolt/bolt.ts';
import { type BoltBucket, type BoltKey, rootBucket } from '#shared/bbolt/bucket.ts';
import { byteView } from '#shared/bbolt/byte-view.ts';
import { BoltDamageList } from '#shared/bbolt/damage-list.ts';
import { readFreelist } from '#shared/bbolt/freelist.ts';
import { readMetaPages, whyUnreadable } from '#shared/bbolt/meta.ts';
import { walkBuckets } from '#shared/bbolt/walk-buckets.ts';

/** One state of a database file: the last that was committed. */
export interface BoltDatabase {
  readonly meta: BoltMeta;
  /** Both, with what is wrong with one that is not sound: a crash while a transaction ended, or a torn copy. */
  readonly metaPages: readonly [MetaPage, MetaPage];
  readonly root: BoltBucket;
  /** In the order of the walk: a bucket before those in it. */
  readonly damage: readonly BoltDamage[];
  /** Damage beyond what `damage` lists. */
  readonly moreDamage: number;
  /** True: every key of the state was read. What is doubted only (`lost` false) does not count. */
  readonly whole: boolean;
  /** The bucket at a path; without keys the root. Null: it is not there, or (see `damage`) is lost. */
  bucket(...path: readonly BoltKey[]): BoltBucket | null;
}

/**
 * Opens a whole bbolt file. Never throws on what it holds; fails only when neither meta page is sound.
 *
 * A copy that was taken while the database was written may mix states. What can be told apart is damage: pages with
 * another number, of another kind, with keys out of range, in two places, or free in the state that was chosen. What cannot
 * be told: a later transaction's page with keys that fit, and any leaf in the place of a bucket's first page, which then
 * shows the keys of another bucket. See `newestTxid` for how to exclude all that.
 */
export function openBolt(bytes: Uint8Array, limits: BoltLimits = boltLimits): Result<BoltDatabase, BoltUnreadable> {
  const metas = readMetaPages(bytes);
  const meta = metas.chosen;
  if (!meta) return err(whyUnreadable(metas.pages));
  const file = byteView(bytes);
  const damage = new BoltDamageList(limits.damage);
  const pages = Math.min(Math.floor(bytes.length / meta.pageSize), meta.pages);
  const freelist = readFreelist(file, meta, pages);
  if (!freelist.ok) {
    const { page, because } = freelist;
    damage.add(() => ({ page, bucket: [], what: 'freelist', because, lost: false }));
  }
  let isLost = false;
  const trees = walkBuckets({ file, meta, pages, freelist, damage, limits });
  for (const entry of damage.entries) isLost ||= entry.lost;
  const root = rootBucket({ file, trees }, meta.root, meta.sequence);
  return ok({
    meta,
    metaPages: metas.pages,
    root,
    damage: damage.entries,
    moreDamage: damage.more,
    whole: !isLost && damage.more === 0,
    bucket: (...path) => root.bucket(...path),
  });
}
