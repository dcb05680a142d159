import { useEffect, useState } from 'react';
import { skip, useQuery } from '#renderer/store/queries.ts';
import type { BlockMap, BlockOwners } from '#shared/derive/block-map.ts';

/** Long enough that a pointer on its way asks nothing. */
const restMs = 60;
const most = 12;

/** Who owns the cell that holds `block`: asked once the pointer rests there. `value` is null while another cell's answer is all there is. */
export function useOwners(
  sourceId: string,
  map: BlockMap | null,
  block: number | null,
): { readonly value: BlockOwners | null } {
  const [rested, setRested] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRested(block), restMs);
    return () => clearTimeout(timer);
  }, [block]);
  const cell = map && rested !== null ? cellOf(map, rested) : null;
  const { value } = useQuery(
    'query.blockOwners',
    map && cell ? { sourceId, pool: map.pool.device, ...cell, limit: most } : skip,
  );
  const here = map && block !== null ? cellOf(map, block) : null;
  return { value: value && here && value.from === here.from && value.to === here.to ? value : null };
}

/** The blocks of the cell that holds a block; outside the window in sight, that block alone. */
export function cellOf({ detail, pool }: BlockMap, block: number): { readonly from: number; readonly to: number } {
  if (block < detail.from || block >= detail.to) return { from: block, to: block + 1 };
  const from = block - ((block - detail.from) % detail.blocksPerCell);
  return { from, to: Math.min(detail.to, pool.total, from + detail.blocksPerCell) };
}
