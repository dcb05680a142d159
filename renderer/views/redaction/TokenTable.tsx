import { useCallback, useMemo, useState } from 'react';
import { DataGrid, type GridColumn } from '#renderer/components/DataGrid.tsx';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { FilterBar } from '#renderer/components/FilterBar.tsx';
import { count } from '#renderer/components/format.ts';
import { HostText } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import type { Sort } from '#renderer/store/place.ts';
import { useWindowRows } from '#renderer/store/window-rows.ts';
import type { RedactionPreview, TokenRow } from '#shared/ipc/redaction-payloads.ts';

interface Props {
  readonly sourceId: string;
  readonly classes: RedactionPreview['classes'];
  /** False while names are hidden everywhere else. */
  readonly showsNames: boolean;
}

/** What is replaced, by what, how often: one row a name, only those in sight in the page. */
export function TokenTable({ sourceId, classes, showsNames }: Props) {
  const [only, setOnly] = useState<TokenRow['class'] | null>(null);
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState<Sort | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const [range, setRange] = useState({ first: 0, last: 40 });
  const onRange = useCallback(
    (first: number, last: number) =>
      setRange((now) => (now.first === first && now.last === last ? now : { first, last })),
    [],
  );
  const columns = useMemo(() => columnsOf(showsNames), [showsNames]);
  const question = { sourceId, class: only, filter, sort };
  const rows = useWindowRows('redaction.tokens', question, range.first, range.last);
  return (
    <div className="redaction-tokens">
      <fieldset className="redaction-classes" aria-label={t('ui.redaction.classes')}>
        {[null, ...classes].map((c) => (
          <button
            key={c?.class ?? ''}
            type="button"
            className="chip"
            aria-pressed={only === (c?.class ?? null)}
            onClick={() => setOnly(c?.class ?? null)}
          >
            {c?.class ?? t('ui.redaction.all')} <span className="mono t3">{count(c ? c.tokens : total(classes))}</span>
          </button>
        ))}
      </fieldset>
      <FilterBar
        name={t('ui.redaction.tokens')}
        filter={filter}
        matching={rows.matching}
        total={rows.total}
        stale={rows.stale}
        columns={columns.map((c) => c.id)}
        onFilter={setFilter}
      />
      {rows.failure ? (
        <FailureNote failure={rows.failure} />
      ) : (
        <DataGrid
          key={`${only} ${filter} ${sort?.column} ${sort?.descending}`}
          name={t('ui.redaction.tokens')}
          columns={columns}
          count={rows.matching}
          row={rows.row}
          keyOf={keyOf}
          stale={rows.stale}
          selectedKey={selected}
          onSelect={(row) => setSelected(keyOf(row))}
          onOpen={() => undefined}
          sort={sort}
          onSort={setSort}
          onRange={onRange}
          showIndex={null}
          empty={t('ui.no-row-matches', { total: rows.total })}
        />
      )}
    </div>
  );
}

const keyOf = (row: TokenRow): string => `${row.class} ${row.token}`;
const total = (classes: Props['classes']) => classes.reduce((sum, c) => sum + c.tokens, 0);

const columnsOf = (showsNames: boolean): readonly GridColumn<TokenRow>[] => [
  { id: 'class', header: t('ui.redaction.column.class'), width: '100px', cell: (row) => row.class },
  {
    id: 'token',
    header: t('ui.redaction.column.token'),
    width: 'minmax(120px, 1fr)',
    cell: (row) =>
      showsNames ? <HostText text={row.token} /> : <span className="t3">{t('ui.redaction.name-hidden')}</span>,
  },
  {
    id: 'pseudonym',
    header: t('ui.redaction.column.pseudonym'),
    width: 'minmax(120px, 1fr)',
    cell: (row) => <HostText text={row.pseudonym} />,
  },
  {
    id: 'count',
    header: t('ui.redaction.column.count'),
    width: '90px',
    right: true,
    cell: (row) => <span className="mono">{count(row.count)}</span>,
  },
];
