import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { GridHeader } from '#renderer/components/GridHeader.tsx';
import {
  everyRowMarked,
  howClicked,
  isMarked,
  type MarkedRow,
  type MarkHow,
  marksAfter,
  type RowMarks,
} from '#renderer/components/row-marks.ts';
import { t } from '#renderer/components/words.ts';
import type { Sort } from '#renderer/store/place.ts';

export interface GridColumn<Row> {
  /** Name of the column in filters and sorts. */
  readonly id: string;
  readonly header: string;
  /** A track of CSS grid, e.g. `90px` or `minmax(120px, 2fr)`. */
  readonly width: string;
  readonly right?: boolean;
  readonly sortable?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  readonly name: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly count: number;
  /** Null while its window is on the way. */
  readonly row: (index: number) => Row | null;
  readonly keyOf: (row: Row) => string;
  readonly stale: boolean;
  readonly selectedKey: string | null;
  readonly onSelect: (row: Row) => void;
  readonly onOpen: (row: Row) => void;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
  /** Told which rows are in sight, so that their windows are asked for. */
  readonly onRange: (first: number, last: number) => void;
  readonly empty: ReactNode;
  /** Rows marked to be copied; left out: rows of this table are only chosen one at a time. */
  readonly marking?: {
    readonly marks: RowMarks | null;
    readonly onMarks: (marks: RowMarks) => void;
    /** Ctrl C. */
    readonly onCopy: () => void;
  };
  /** Scrolled into sight when it changes; null leaves the table where it is. */
  readonly showIndex: number | null;
  /** Stands before the first cell of a row. */
  readonly mark?: ((row: Row) => ReactNode) | null;
}

const rowHeight = 24;
/** Browsers stop at about 33 million pixels; longer tables are scrolled in steps of more than a row. */
const highest = 8_000_000;

/** The table of every list that may be long: rows come in windows, only those in sight are in the page. */
export function DataGrid<Row extends object>(props: Props<Row>) {
  const { columns, count, row, keyOf, selectedKey, marking } = props;
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  const shown = Math.min(count, Math.floor(highest / rowHeight));
  const virtual = useVirtualizer({
    count: shown,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 1200, height: 720 },
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { onRange } = props;
  useEffect(() => onRange(first, last), [first, last, onRange]);

  const definitions = useMemo(() => columnsOf(columns), [columns]);
  const loaded = items.map((item) => row(item.index));
  const data = loaded.filter((r): r is NonNullable<typeof r> => r !== null) as Row[];
  const table = useTable({ features, columns: definitions, data, getRowId: (r) => keyOf(r as Row) });
  const cells = new Map(table.getRowModel().rows.map((r) => [r.id, r]));
  const tracks = columns.map((c) => c.width).join(' ');

  const take = (value: Row, index: number, how: MarkHow) => {
    const here: MarkedRow = { index, key: keyOf(value) };
    const marks = marking?.marks ?? null;
    marking?.onMarks(marksAfter(marks, here, how));
    // A row that was let go is not what one looks at now.
    if (how !== 'toggle' || !marks || !isMarked(marks, here)) props.onSelect(value);
  };
  // A row far away is selected as soon as its window has come.
  const wanted = useRef<{ readonly index: number; readonly how: MarkHow } | null>(null);
  const move = (to: number, how: MarkHow | null) => {
    const next = Math.max(0, Math.min(shown - 1, to));
    setCursor(next);
    virtual.scrollToIndex(next);
    wanted.current = how && { index: next, how };
    takeWanted();
  };
  const takeWanted = () => {
    const there = wanted.current === null ? null : row(wanted.current.index);
    if (!wanted.current || !there) return;
    const { index, how } = wanted.current;
    wanted.current = null;
    take(there, index, how);
  };
  useEffect(takeWanted);
  const { showIndex } = props;
  const latest = useRef(virtual);
  latest.current = virtual;
  useEffect(() => {
    if (showIndex === null || showIndex < 0) return;
    setCursor(showIndex);
    latest.current.scrollToIndex(showIndex, { align: 'auto' });
  }, [showIndex]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest('button')) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 240) / rowHeight) - 2);
    const steps: Record<string, number> = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      PageDown: cursor + page,
      PageUp: cursor - page,
      Home: 0,
      End: shown - 1,
    };
    const to = steps[event.key];
    const here = row(cursor);
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (to !== undefined) move(to, event.shiftKey ? 'to' : control && marking ? null : 'only');
    else if (event.key === 'Enter' && here) props.onOpen(here);
    else if (event.key === ' ' && here) take(here, cursor, event.shiftKey ? 'to' : control ? 'toggle' : 'only');
    else if (control && key === 'a' && marking) marking.onMarks(everyRowMarked);
    else if (control && key === 'c' && marking?.marks && document.getSelection()?.isCollapsed !== false)
      marking.onCopy();
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid keeps rows out of the page, a table element cannot
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      aria-multiselectable={marking !== undefined}
      aria-label={props.name}
      aria-description={t('ui.grid-keys', { name: props.name })}
      aria-activedescendant={`${id}-${cursor}`}
      onKeyDown={onKeyDown}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-busy={props.stale}
      className={`grid ${props.stale ? 'stale' : ''}`}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="row" tabIndex={-1} aria-rowindex={1} className="grid-head" style={{ gridTemplateColumns: tracks }}>
        {table.getFlatHeaders().map((header, i) => (
          <GridHeader key={header.id} column={columns[i]!} sort={props.sort} onSort={props.onSort} />
        ))}
      </div>
      <div ref={scroller} className="grid-body">
        {count === 0 && !props.stale && <p className="empty">{props.empty}</p>}
        <div className="grid-space" style={{ height: virtual.getTotalSize() }}>
          {items.map((item, i) => {
            const value = loaded[i];
            const rowId = value ? keyOf(value) : null;
            const inTable = rowId === null ? undefined : cells.get(rowId);
            return (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <div
                key={item.key}
                id={`${id}-${item.index}`}
                role="row"
                tabIndex={-1}
                aria-rowindex={item.index + 2}
                aria-selected={
                  rowId !== null &&
                  (marking?.marks ? isMarked(marking.marks, { index: item.index, key: rowId }) : rowId === selectedKey)
                }
                className={`grid-row ${item.index === cursor ? 'cursor' : ''}`}
                style={{ gridTemplateColumns: tracks, transform: `translateY(${item.start}px)` }}
                // Shift and a click would select text.
                onMouseDown={(event) => event.shiftKey && event.preventDefault()}
                onClick={(event) => {
                  setCursor(item.index);
                  // The row may leave the page; the table stays.
                  if (!(event.target instanceof Element && event.target.closest('button'))) {
                    grid.current?.focus({ preventScroll: true });
                  }
                  if (value) take(value, item.index, howClicked(event));
                }}
                onDoubleClick={() => value && props.onOpen(value)}
                onKeyDown={() => undefined}
              >
                {inTable?.getAllCells().map((cell, c) => (
                  // biome-ignore lint/a11y/useSemanticElements: as above
                  <div
                    key={cell.id}
                    role="gridcell"
                    tabIndex={-1}
                    className={`grid-cell cut ${columns[c]?.right ? 'right' : ''}`}
                  >
                    {c === 0 && value && props.mark?.(value)}
                    <table.FlexRender cell={cell} />
                  </div>
                ))}
              </div>
            );
          })}
        </div>
        {shown < count && <p className="empty">{t('ui.grid-too-long', { shown, count })}</p>}
      </div>
    </div>
  );
}

const features = tableFeatures({});
const columnsOf = <Row extends object>(columns: readonly GridColumn<Row>[]) => {
  const helper = createColumnHelper<typeof features, Row>();
  return helper.columns(
    columns.map((c) => helper.display({ id: c.id, header: c.header, cell: ({ row }) => c.cell(row.original) })),
  );
};
