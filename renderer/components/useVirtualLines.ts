import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';

const lineHeight = 18;

/** Lines of one fixed height of which only those in sight are in the page. `onRange` is told their indexes. */
export function useVirtualLines(total: number, onRange: (first: number, last: number) => void) {
  const ref = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => ref.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const tell = useRef(onRange);
  tell.current = onRange;
  useEffect(() => {
    if (last > 0) tell.current(first, last);
  }, [first, last]);
  const latest = useRef(virtual);
  latest.current = virtual;
  const scrollTo = useCallback((index: number) => latest.current.scrollToIndex(index, { align: 'center' }), []);
  return { ref, items, height: virtual.getTotalSize(), scrollTo };
}
