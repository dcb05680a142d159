import { type BtreeNode, readNode } from '#shared/thin-metadata/btree-node.ts';
import type { DamageList } from '#shared/thin-metadata/damage-list.ts';
import type { MetadataImage } from '#shared/thin-metadata/image.ts';
import { readU64 } from '#shared/thin-metadata/little-endian.ts';

/** Trees of 2^64 keys with the smallest nodes that the kernel makes are less deep. */
const deepest = 24;

/** What one reading of an image shares between its trees. */
export interface WalkState {
  readonly image: MetadataImage;
  readonly damage: DamageList;
  /** 1 for each block whose checksum was found good. */
  readonly checked: Uint8Array;
  nodesLeft: number;
}

export interface Tree {
  readonly root: number;
  readonly leafValueSize: number;
  /** Of whom damage in this tree is told; null: of all. */
  readonly device: number | null;
}

/**
 * Walks a tree in key order and hands over its sound leaves; `onLeaf` gets ascending keys only, each below 2^53.
 *
 * A node that is damaged is listed and left out with what hangs below it; false: at least one was. Each node's keys must
 * lie in the range that the node above gives it, so a loop or a node that hangs in two places of one tree is found
 * and the walk always ends.
 */
export function walkBtree(state: WalkState, tree: Tree, onLeaf: (leaf: BtreeNode, block: number) => void): boolean {
  return visit(tree.root, 0, Number.POSITIVE_INFINITY, 0);

  function visit(block: number, lowest: number, below: number, depth: number): boolean {
    const lose = (what: Parameters<DamageList['inBlock']>[1], because: string) => {
      state.damage.inBlock(block, what, because, tree.device);
      return false;
    };
    if (depth > deepest) return lose('depth', `more than ${deepest} levels`);
    if (state.nodesLeft-- <= 0) return lose('limit', 'too many nodes');
    const bytes = block < state.image.blockCount ? state.image.block(block) : null;
    if (!bytes) return lose('missing', `of ${state.image.blockCount} blocks`);
    const read = readNode(bytes, block, tree.leafValueSize, state.checked[block] === 1);
    if (!read.ok) return lose(read.what, read.because);
    state.checked[block] = 1;
    const { node } = read;
    const fault = keyFault(node, lowest, below);
    if (fault) return lose('keys', fault);
    if (node.isLeaf) {
      onLeaf(node, block);
      return true;
    }
    // Copied before the descent: the next block may take the place of this one.
    const children = Array.from({ length: node.entries }, (_, i) => ({
      from: readU64(node.view, node.keysAt + 8 * i),
      block: readU64(node.view, node.valuesAt + 8 * i),
    }));
    let whole = true;
    for (const [i, child] of children.entries()) {
      if (!visit(child.block, child.from, children[i + 1]?.from ?? below, depth + 1)) whole = false;
    }
    return whole;
  }
}

/** Keys ascend, stay in the range of the node above, and are exact as JS numbers. */
function keyFault({ view, keysAt, entries }: BtreeNode, lowest: number, below: number): string | null {
  let before = -1;
  for (let i = 0; i < entries; i++) {
    const key = readU64(view, keysAt + 8 * i);
    if (key <= before) return `key ${key} after ${before}`;
    before = key;
  }
  if (entries === 0) return null;
  const first = readU64(view, keysAt);
  if (first < lowest) return `its first key ${first} is below ${lowest}, where the node above puts it`;
  if (before >= below) return `its last key ${before} is not below ${below}, where the next node starts`;
  if (before > Number.MAX_SAFE_INTEGER) return `key ${before} is larger than any pool`;
  return null;
}
