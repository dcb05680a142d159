import { useWhere } from '#renderer/store/place.ts';
import { skip, useQuery } from '#renderer/store/queries.ts';
import type { Summary } from '#shared/derive/view-types.ts';

/** The summary of the source in sight; null before there is one. */
export function useSummary(): Summary | null {
  const sourceId = useWhere((w) => w.sourceId);
  return useQuery('query.summary', sourceId === null ? skip : { sourceId }).value;
}
