import type { Column, Table } from '#shared/derive/rows/window-rows.ts';

/** A table whose rows are made once per model: its texts are those of its columns. */
export function plainTable<Row extends { readonly key: string }>(
  items: readonly Row[],
  columns: Readonly<Record<string, { readonly of: (row: Row) => string | number | null; readonly exact?: boolean }>>,
): Table<Row, Row> {
  const made = Object.fromEntries(
    Object.entries(columns).map(([name, { of, exact }]): [string, Column<Row>] => [
      name,
      { value: of, exact: exact ?? false },
    ]),
  );
  const all = Object.values(columns);
  return {
    items,
    keyOf: (row) => row.key,
    columns: made,
    ownText: (row) => all.map(({ of }) => of(row) ?? '').join(' '),
    ownMayHave: null,
    shared: null,
    toRow: (row) => row,
    orders: new Map(),
  };
}
