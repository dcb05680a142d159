import type { GridColumn } from '#renderer/components/DataGrid.tsx';
import type { Sort } from '#renderer/store/place.ts';

/** Head of one column; a click sorts by it: up, down, not at all. */
export function GridHeader<Row>({
  column,
  sort,
  onSort,
}: {
  readonly column: GridColumn<Row>;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
}) {
  const mine = sort?.column === column.id ? sort : null;
  const direction = mine ? (mine.descending ? 'descending' : 'ascending') : 'none';
  return (
    // biome-ignore lint/a11y/useSemanticElements: header of a virtual grid
    // biome-ignore lint/a11y/useFocusableInteractive: the button in it takes the focus
    <div role="columnheader" aria-sort={direction} className={`grid-cell ${column.right ? 'right' : ''}`}>
      {column.sortable === false ? (
        column.header
      ) : (
        <button
          type="button"
          className="sort"
          onClick={() =>
            onSort(
              !mine ? { column: column.id, descending: false } : mine.descending ? null : { ...mine, descending: true },
            )
          }
        >
          {column.header}
          <span className="arrow" aria-hidden="true">
            {mine ? (mine.descending ? '▾' : '▴') : ''}
          </span>
        </button>
      )}
    </div>
  );
}
