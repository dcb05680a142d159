import { useEffect, useRef } from 'react';
import { answerOf, ask, type Failure, useAnswersVersion, type Value } from '#renderer/store/queries.ts';
import type { TableName } from '#shared/derive/rows/table-names.ts';
import type { Request } from '#shared/ipc/contract.ts';

export type RowsChannel =
  | 'query.mounts'
  | 'query.processes'
  | 'query.namespaces'
  | 'query.evidenceList'
  | 'query.pools'
  | 'query.thinDevices'
  | 'query.storedImages'
  | 'query.storedLayers'
  | 'query.overlays'
  | 'query.layerDifferences'
  | 'query.differences'
  | 'redaction.tokens';
/** Tables that leave the window; the engineer's list is none. */
export type LeavingChannel = Exclude<RowsChannel, 'redaction.tokens'>;
export type RowOf<C extends RowsChannel> = Value<C>['rows'][number];
/** What `export.rows` calls the table. */
export const tableOf: Readonly<Record<LeavingChannel, TableName>> = {
  'query.mounts': 'mounts',
  'query.processes': 'processes',
  'query.namespaces': 'namespaces',
  'query.evidenceList': 'evidence',
  'query.pools': 'pools',
  'query.thinDevices': 'thin-devices',
  'query.storedImages': 'images',
  'query.storedLayers': 'layers',
  'query.overlays': 'overlays',
  'query.layerDifferences': 'layer-differences',
  'query.differences': 'comparison',
};
type Question<C extends RowsChannel> = Omit<Request<C>, 'offset' | 'limit'>;

/** Rows per request: a few screens, so that scrolling asks seldom and a reply stays small. */
export const pageSize = 200;

export interface WindowRows<Row> {
  /** Null while its page is on the way. */
  readonly row: (index: number) => Row | null;
  readonly matching: number;
  readonly total: number;
  /** True until the first page of this question is there; the previous question's rows are shown meanwhile. */
  readonly stale: boolean;
  readonly failure: Failure | null;
}

/**
 * The rows between two indexes of one filtered and sorted table. Only the pages in sight are asked
 * for: a table of a million mounts never crosses to the page whole.
 */
export function useWindowRows<C extends RowsChannel>(
  channel: C,
  question: Question<C>,
  first: number,
  last: number,
): WindowRows<RowOf<C>> {
  useAnswersVersion();
  const page = (index: number) => ({ ...question, offset: index * pageSize, limit: pageSize }) as unknown as Request<C>;
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.max(0, last) / pageSize);
  // No dependency list: `ask` does nothing for a question already asked, and a new generation must be noticed.
  useEffect(() => {
    for (let p = from; p <= to; p++) ask(channel, page(p));
  });

  const head = answerOf(channel, page(from));
  const previous = useRef<{ source: string; rows: WindowRows<RowOf<C>> } | null>(null);
  if (head.state === 'ok') {
    const row = (index: number): RowOf<C> | null => {
      const answer = answerOf(channel, page(Math.floor(index / pageSize)));
      return answer.state === 'ok' ? ((answer.value.rows[index % pageSize] as RowOf<C>) ?? null) : null;
    };
    const rows = { row, matching: head.value.matching, total: head.value.total, stale: false, failure: null };
    previous.current = { source: question.sourceId, rows };
    return rows;
  }
  const failure = head.state === 'failed' || head.state === 'lost' ? head : null;
  const kept = previous.current?.source === question.sourceId && !failure ? previous.current.rows : null;
  return kept ? { ...kept, stale: true } : { row: () => null, matching: 0, total: 0, stale: !failure, failure };
}
