import { useCallback } from 'react';
import { type Place, refine, type Sort, type TableView } from '#renderer/store/place.ts';

export type TablePlace = Extract<Place, { view: TableView }>;
export interface TableProps {
  readonly sourceId: string;
  readonly place: TablePlace;
}

/** Filter and sort of a table are part of where one stands, so that a step back restores them. */
export function useTablePlace({ view, filter, sort }: TablePlace) {
  const onFilter = useCallback((next: string) => refine({ view, filter: next, sort }), [view, sort]);
  const onSort = useCallback((next: Sort | null) => refine({ view, filter, sort: next }), [view, filter]);
  return { filter, sort, onFilter, onSort };
}
