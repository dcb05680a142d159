import type { FindingChain } from '#shared/derive/view-types.ts';
import { chainColumns, deviceHeight, targetHeight } from '#shared/figures/chain-parts.tsx';

const top = 20;

/** Where the parts of a chain stand, without margins, px. */
export function chainSize(chain: FindingChain) {
  const rows = chain.holders.length + (chain.more > 0 ? 1 : 0);
  const rowsHeight = rows * chainColumns.holder.pitch - 7;
  const body = Math.max(rowsHeight, deviceHeight(chain), ...chain.target.map(targetHeight));
  const middle = top + body / 2;
  const noteBottom = chain.note === null ? 0 : middle + deviceHeight(chain) / 2 + 38;
  // One box on the left leaves the first place empty: the picture starts where it starts.
  const left = chain.target.length > 1 ? 0 : chainColumns.device.x - 164;
  return {
    left,
    middle,
    width: chainColumns.width - left,
    height: Math.max(top + body, noteBottom) + 2,
    firstRow: top + (body - rowsHeight) / 2,
  };
}
