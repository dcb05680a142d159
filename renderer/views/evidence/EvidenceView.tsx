import { useCallback, useState } from 'react';
import type { GridColumn } from '#renderer/components/DataGrid.tsx';
import { count, size } from '#renderer/components/format.ts';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { RowsTable } from '#renderer/components/RowsTable.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { type Place, refine, type Sort } from '#renderer/store/place.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { RecordView } from '#renderer/views/evidence/RecordView.tsx';
import type { EvidenceItem } from '#shared/derive/view-types.ts';

interface Props {
  readonly sourceId: string;
  readonly place: Extract<Place, { view: 'evidence' }>;
}

/** The bytes as they came: every record, and one of them line by line. */
export function EvidenceView({ sourceId, place }: Props) {
  const { record, line, filter } = place;
  const [sort, setSort] = useState<Sort | null>(null);
  const [item, setItem] = useState<EvidenceItem | null>(null);
  const open = (row: EvidenceItem) => {
    setItem(row);
    refine({ view: 'evidence', record: row.id, line: 0, filter });
  };
  // Cited from elsewhere, a record may stand far down the list: its place is looked for among the first 500.
  const first = useQuery('query.evidenceList', { sourceId, filter, sort, offset: 0, limit: 500 }).value;
  const index = first && record !== null ? first.rows.findIndex((r) => r.id === record) : -1;
  const onFilter = useCallback(
    (next: string) => refine({ view: 'evidence', record, line, filter: next }),
    [record, line],
  );
  return (
    <section className="evidence" aria-label={t('ui.evidence')}>
      <ViewHead title={t('ui.evidence')} aside={t('ui.evidence-aside')} />
      <div className="evidence-body">
        <div className="evidence-list">
          <RowsTable
            channel="query.evidenceList"
            name={t('ui.evidence')}
            sourceId={sourceId}
            columns={columns}
            filter={filter}
            onFilter={onFilter}
            sort={sort}
            onSort={setSort}
            keyOf={(row) => row.id}
            selectedKey={record}
            onSelect={open}
            onOpen={open}
            showIndex={index >= 0 ? index : null}
          />
        </div>
        {record === null ? (
          <p className="empty">{t('ui.evidence-choose')}</p>
        ) : (
          <RecordView
            key={record}
            sourceId={sourceId}
            id={record}
            line={line}
            onLine={(next) => refine({ view: 'evidence', record, line: next, filter })}
            known={item?.id === record ? item : null}
          />
        )}
      </div>
    </section>
  );
}

const columns: readonly GridColumn<EvidenceItem>[] = [
  { id: 'id', header: t('ui.col.record'), width: 'minmax(150px, 1fr)', cell: (r) => <HostText text={r.id} /> },
  {
    id: 'status',
    header: t('ui.col.ended'),
    width: '96px',
    cell: (r) => <span className={r.status === 'complete' ? 't3' : 'warn'}>{statusWord(r.status)}</span>,
  },
  {
    id: 'lines',
    header: t('ui.col.lines'),
    width: '58px',
    right: true,
    cell: (r) => <span className="mono">{count(r.lines)}</span>,
  },
  {
    id: 'bytes',
    header: t('ui.col.bytes'),
    width: '66px',
    right: true,
    cell: (r) => <span className="mono t3">{size(r.bytes)}</span>,
  },
];

/** Endings the product knows; a newer bundle's is shown as it is. */
export function statusWord(status: string) {
  const known = [
    'complete',
    'not-applicable',
    'timed-out',
    'connection-lost',
    'not-found',
    'denied',
    'truncated',
  ] as const;
  const word = known.find((k) => k === status);
  return word ? t(`ui.end.${word}`) : <Escaped text={status} />;
}
