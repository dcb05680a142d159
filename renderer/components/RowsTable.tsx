import { useCallback, useEffect, useRef, useState } from 'react';
import { CopyRows } from '#renderer/components/CopyRows.tsx';
import { copyRows } from '#renderer/components/copy-rows.ts';
import { DataGrid, type GridColumn } from '#renderer/components/DataGrid.tsx';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { FilterBar } from '#renderer/components/FilterBar.tsx';
import { NoteMark } from '#renderer/components/NoteMark.tsx';
import { chosenBy, type RowMarks } from '#renderer/components/row-marks.ts';
import { t } from '#renderer/components/words.ts';
import { notesAbout, useNotes } from '#renderer/store/notes.ts';
import type { Sort } from '#renderer/store/place.ts';
import { useGeneration } from '#renderer/store/queries.ts';
import { type LeavingChannel, type RowOf, tableOf, useWindowRows } from '#renderer/store/window-rows.ts';
import type { Subject } from '#shared/rules/rule.ts';

interface Props<C extends LeavingChannel> {
  readonly channel: C;
  readonly name: string;
  readonly sourceId: string;
  readonly columns: readonly GridColumn<RowOf<C>>[];
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
  readonly keyOf: (row: RowOf<C>) => string;
  readonly selectedKey: string | null;
  readonly onSelect: (row: RowOf<C>) => void;
  readonly onOpen: (row: RowOf<C>) => void;
  readonly showIndex?: number | null;
  /** Of a comparison: the earlier source. */
  readonly more?: { readonly before: string };
  /** What a row is, where notes may be on it: those are marked. */
  readonly subjectOf?: (row: RowOf<C>) => Pick<Subject, 'kind' | 'id'>;
}

/** A filtered, sorted, windowed table over one of the row queries. */
export function RowsTable<C extends LeavingChannel>(props: Props<C>) {
  const { channel, sourceId, filter, sort } = props;
  const [range, setRange] = useState({ first: 0, last: 40 });
  const onRange = useCallback(
    (first: number, last: number) =>
      setRange((now) => (now.first === first && now.last === last ? now : { first, last })),
    [],
  );
  const { more, subjectOf } = props;
  const { notes } = useNotes(sourceId);
  const mark = (row: RowOf<C>) => <NoteMark count={subjectOf ? notesAbout(notes, [subjectOf(row)]).length : 0} />;
  const rows = useWindowRows(channel, { sourceId, filter, sort, ...more } as never, range.first, range.last);
  // Marks are of one order of rows: another filter, order or newer evidence ends them.
  const generation = useGeneration(sourceId);
  const question = JSON.stringify([sourceId, more, filter, sort, generation]);
  const [marked, setMarked] = useState<{ readonly question: string; readonly marks: RowMarks } | null>(null);
  const marks = marked?.question === question ? marked.marks : null;
  const mine = useRef<string | null>(null);
  const { selectedKey } = props;
  // Something was selected elsewhere, in a picture or by a link: what was marked here is not what is meant now.
  useEffect(() => {
    if (selectedKey !== null && selectedKey !== mine.current) setMarked(null);
  }, [selectedKey]);
  const table = { sourceId, table: tableOf[channel], filter, sort, ...more };
  return (
    <div className="rows-table">
      <FilterBar
        name={props.name}
        filter={filter}
        matching={rows.matching}
        total={rows.total}
        stale={rows.stale}
        columns={props.columns.map((c) => c.id)}
        onFilter={props.onFilter}
      >
        <CopyRows name={props.name} table={table} marks={marks} matching={rows.matching} />
      </FilterBar>
      {rows.failure ? (
        <FailureNote failure={rows.failure} />
      ) : (
        <DataGrid
          // A new question starts at its top; the same one, refreshed, stays where it was.
          key={`${filter} ${sort?.column} ${sort?.descending}`}
          name={props.name}
          columns={props.columns as readonly GridColumn<RowOf<C> & object>[]}
          count={rows.matching}
          row={rows.row}
          keyOf={props.keyOf}
          stale={rows.stale}
          selectedKey={props.selectedKey}
          onSelect={(row) => {
            mine.current = props.keyOf(row);
            props.onSelect(row);
          }}
          marking={{
            marks,
            onMarks: (next) => setMarked({ question, marks: next }),
            onCopy: () => marks && void copyRows({ ...table, chosen: chosenBy(marks), format: 'tsv' }),
          }}
          onOpen={props.onOpen}
          sort={sort}
          onSort={props.onSort}
          onRange={onRange}
          showIndex={props.showIndex ?? null}
          mark={subjectOf && notes.length > 0 ? mark : null}
          empty={t('ui.no-row-matches', { total: rows.total })}
        />
      )}
    </div>
  );
}
