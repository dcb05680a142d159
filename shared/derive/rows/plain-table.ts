import type { Column, Table } from '#shared/derive/rows/window-rows.ts';

type PlainColumns<Row> = Readonly<
  Record<string, { readonly of: (row: Row) => string | number | null; readonly exact?: boolean }>
>;

/** A table whose rows are made once per model: its texts are those of its columns. */
export const plainTable = <Row extends { readonly key: string }>(
  items: readonly Row[],
  columns: PlainColumns<Row>,
): Table<Row, Row> => keyedTable(items, columns, (row) => row.key);

/** The same for rows whose key is one of their columns, or made of some. */
export function keyedTable<Row>(
  items: readonly Row[],
  columns: PlainColumns<Row>,
  keyOf: (row: Row) => string,
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
    keyOf,
    columns: made,
    ownText: (row) => all.map(({ of }) => of(row) ?? '').join(' '),
    ownMayHave: null,
    shared: null,
    toRow: (row) => row,
    orders: new Map(),
  };
}
