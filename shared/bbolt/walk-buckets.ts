import type { BoltDamageKind, BoltLimits, BoltMeta } from '#shared/bbolt/bolt.ts';
import { bucketHeader, inlinePage } from '#shared/bbolt/bucket-header.ts';
import type { ByteView, Span } from '#shared/bbolt/byte-view.ts';
import type { BoltDamageList } from '#shared/bbolt/damage-list.ts';
import type { Freelist } from '#shared/bbolt/freelist.ts';
import {
  anyKey,
  branchElement,
  branchFlag,
  bytesNeeded,
  type CheckedPage,
  elementAt,
  elementFault,
  type KeyRange,
  leafElement,
  leafFlag,
  readHeader,
} from '#shared/bbolt/page.ts';
import { PageClaims } from '#shared/bbolt/page-claims.ts';
import { type BucketTree, pathOf } from '#shared/bbolt/tree.ts';

export interface WalkInput {
  readonly file: ByteView;
  readonly meta: BoltMeta;
  /** Whole pages of the file that are below the high water mark. */
  readonly pages: number;
  readonly freelist: Freelist;
  readonly damage: BoltDamageList;
  readonly limits: BoltLimits;
}

/** A page that is to be visited, and what the page above says of it. */
interface Step {
  readonly page: number;
  readonly range: KeyRange;
  readonly depth: number;
}

/**
 * Visits every page that the root bucket leads to, once, and gives the trees by their root page.
 *
 * A page is believed or it is not: one bad element loses the page, and what hangs below it, to the damage list. The
 * work is at most linear in the size of the file, whatever it says: no page is read twice, nothing recurses.
 */
export function walkBuckets(input: WalkInput): ReadonlyMap<number, BucketTree> {
  const { file, meta, damage, limits } = input;
  const trees = new Map<number, BucketTree>();
  const claims = new PageClaims(input.pages);
  const top: BucketTree = {
    parent: null,
    key: { at: 0, length: 0 },
    namedAt: -1,
    depth: 0,
    leaves: [],
    whole: true,
  };
  const pending: { readonly root: number; readonly tree: BucketTree }[] = [{ root: meta.root, tree: top }];
  // It grows while it is walked: buckets that a tree holds come after it.
  for (const next of pending) {
    if (!trees.has(next.root)) trees.set(next.root, next.tree);
    walkTree(next.root, next.tree);
  }
  return trees;

  function lose(page: number, tree: BucketTree, what: BoltDamageKind, because: string, last?: Span) {
    if (!last) tree.whole = false;
    damage.add(() => ({ page, bucket: pathOf(file, tree, last), what, because, lost: true }));
  }

  function doubt(page: number, tree: BucketTree, what: BoltDamageKind, because: string) {
    damage.add(() => ({ page, bucket: pathOf(file, tree), what, because, lost: false }));
  }

  function walkTree(root: number, tree: BucketTree) {
    const steps: Step[] = [{ page: root, range: anyKey, depth: 0 }];
    for (let step = steps.pop(); step; step = steps.pop()) {
      const found = readPage(step, tree);
      if (!found) continue;
      if (found.isLeaf) {
        // The only leaf of an empty bucket has no keys, and so no first one to search by.
        if (found.count > 0) tree.leaves.push({ at: found.at, count: found.count });
        findBuckets(step.page, found, tree);
      } else {
        // Last first, so that the first comes off the stack first and leaves stay in key order.
        let { below } = step.range;
        for (let i = found.count - 1; i >= 0; i--) {
          const { key, child } = branchElement(file, found, i);
          steps.push({ page: child, range: { lowest: key, below }, depth: step.depth + 1 });
          below = key;
        }
      }
    }
  }

  function readPage(step: Step, tree: BucketTree): (CheckedPage & { readonly isLeaf: boolean }) | null {
    const { page } = step;
    const bad = (what: BoltDamageKind, because: string) => {
      lose(page, tree, what, because);
      return null;
    };
    if (step.depth > limits.depth) return bad('depth', `more than ${limits.depth} levels of branches`);
    if (page < 2 || page >= input.pages) return bad('missing', `of ${input.pages} pages that are there and in use`);
    const at = page * meta.pageSize;
    const header = readHeader(file, at);
    if (header.id !== page) return bad('id', `it says that it is page ${header.id}`);
    if (header.flags !== leafFlag && header.flags !== branchFlag) {
      return bad('flags', `flags ${header.flags}, neither a branch nor a leaf`);
    }
    const isLeaf = header.flags === leafFlag;
    if (!isLeaf && header.count === 0) return bad('elements', 'a branch without elements');
    const checked = { at, count: header.count, isLeaf };
    if (elementAt(at, header.count) > file.bytes.length)
      return bad('elements', `${header.count} elements end behind the file`);
    const needed = Math.max(1, Math.ceil(bytesNeeded(file, checked) / meta.pageSize));
    const taken = Math.min(header.overflow + 1, needed);
    if (taken > input.pages - page) return bad('missing', `its last page is ${page + taken - 1} of ${input.pages}`);
    const claimed = claims.take(page, taken);
    if (claimed === 'limit') return bad('limit', 'more pages are named than the file has');
    if (claimed !== 'taken') return bad('reuse', `page ${claimed} belongs to another place already`);
    const fault = elementFault(file, checked, at + taken * meta.pageSize, step.range);
    if (fault) {
      claims.release(page, taken);
      return bad(fault.what, fault.because);
    }
    // One more than needed is what older versions of bolt gave to a page that is exactly full (node.spill() in node.go).
    if (header.overflow > needed)
      doubt(page, tree, 'overflow', `${header.overflow} pages more, it needs ${needed - 1}`);
    if (input.freelist.ok && input.freelist.isFree(page))
      doubt(page, tree, 'free', 'it is in the list of free pages too');
    return checked;
  }

  function findBuckets(number: number, page: CheckedPage, tree: BucketTree) {
    for (let i = 0; i < page.count; i++) {
      const { isBucket, key, value } = leafElement(file, page, i);
      if (!isBucket) continue;
      const header = bucketHeader(file, value);
      if (!header) lose(number, tree, 'bucket', `a bucket of ${value.length} bytes`, key);
      else if (header.root === 0) {
        const inline = inlinePage(file, value);
        if (!inline.ok) lose(number, tree, 'bucket', inline.because, key);
      } else if (tree.depth >= limits.bucketDepth) {
        lose(number, tree, 'depth', `more than ${limits.bucketDepth} buckets in buckets`, key);
      } else {
        const namedAt = elementAt(page.at, i);
        const child = { parent: tree, key, namedAt, depth: tree.depth + 1, leaves: [], whole: true };
        pending.push({ root: header.root, tree: child });
      }
    }
  }
}
