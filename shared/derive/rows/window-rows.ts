import type { FilterWord } from '#shared/derive/rows/filter.ts';
import { parseFilter } from '#shared/derive/rows/filter.ts';
import type { Rows } from '#shared/derive/view-types.ts';

/** What a table view asks for. `sort` by a column the table does not have keeps the table's own order. */
export interface RowsQuery {
  readonly filter: string;
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  /** 0-based, counted in matching rows. */
  readonly offset: number;
  readonly limit: number;
}

export interface Column<Item> {
  /** Null where there is nothing to compare: sorted last, either way. */
  readonly value: (item: Item) => string | number | null;
  /** `column:value` means equal, not "contains": numbers and devices. */
  readonly exact: boolean;
}

/**
 * A table that can be filtered, sorted and windowed without building rows that nobody looks at.
 *
 * `shared` is the part of an item that many items have in common (a mount's shape, copied into 500 namespaces):
 * its text is matched once per word, not once per row.
 */
export interface Table<Item, Row> {
  readonly items: readonly Item[];
  /** Unique in the table, and the same after another analysis where the object is: what a selection of rows is made of. */
  readonly keyOf: (item: Item) => string;
  readonly columns: Readonly<Record<string, Column<Item>>>;
  readonly ownText: (item: Item) => string;
  /** False for a word that no `ownText` can have, so that it need not be built; null: any word may be in it. */
  readonly ownMayHave: ((word: string) => boolean) | null;
  readonly shared: { readonly of: (item: Item) => object; readonly text: (shared: never) => string } | null;
  readonly toRow: (item: Item) => Row;
  /** Item numbers in ascending order of a column, kept after the first use. */
  readonly orders: Map<string, Uint32Array>;
}

export function windowRows<Item, Row>(table: Table<Item, Row>, query: RowsQuery): Rows<Row> {
  const rows: Row[] = [];
  let matching = 0;
  for (const item of matchingItems(table, query)) {
    if (matching >= query.offset && rows.length < query.limit) rows.push(table.toRow(item));
    matching++;
  }
  return { rows, offset: query.offset, matching, total: table.items.length };
}

/** The items that pass the filter, in the order that was asked for. */
export function* matchingItems<Item, Row>(
  table: Table<Item, Row>,
  query: Pick<RowsQuery, 'filter' | 'sort'>,
): Generator<Item> {
  const words = parseFilter(query.filter, new Set(Object.keys(table.columns)));
  const tests = words.map((word) => wordTest(table, word));
  const order =
    query.sort && Object.hasOwn(table.columns, query.sort.column) ? orderOf(table, query.sort.column) : null;
  const last = table.items.length - 1;
  const descending = order !== null && query.sort?.descending === true;
  for (let n = 0; n <= last; n++) {
    const item = table.items[order ? order[descending ? last - n : n]! : n]!;
    if (tests.every((test) => test(item))) yield item;
  }
}

function wordTest<Item, Row>(table: Table<Item, Row>, word: FilterWord): (item: Item) => boolean {
  const found = word.column === null ? anyColumn(table, word.text) : oneColumn(table.columns[word.column]!, word);
  return word.negated ? (item) => !found(item) : found;
}

function anyColumn<Item, Row>(table: Table<Item, Row>, text: string): (item: Item) => boolean {
  const { shared } = table;
  if (!shared) return (item) => table.ownText(item).toLowerCase().includes(text);
  const answers = new Map<object, boolean>();
  const looksAtOwn = table.ownMayHave?.(text) ?? true;
  return (item) => {
    const part = shared.of(item);
    let answer = answers.get(part);
    if (answer === undefined) {
      answer = shared
        .text(part as never)
        .toLowerCase()
        .includes(text);
      answers.set(part, answer);
    }
    return answer || (looksAtOwn && table.ownText(item).toLowerCase().includes(text));
  };
}

function oneColumn<Item>(column: Column<Item>, word: FilterWord): (item: Item) => boolean {
  const exact = word.exact || column.exact;
  return (item) => {
    const value = column.value(item);
    const text = value === null ? '' : String(value).toLowerCase();
    return exact ? text === word.text : text.includes(word.text);
  };
}

/** Stable, by code unit for text (equal on every machine), numbers by size, nulls last. */
function orderOf<Item, Row>(table: Table<Item, Row>, name: string): Uint32Array {
  const known = table.orders.get(name);
  if (known) return known;
  const { value } = table.columns[name]!;
  const keys = table.items.map((item) => sortKey(value(item)));
  const order = Uint32Array.from(keys, (_, n) => n).sort((a, b) => compareKeys(keys[a]!, keys[b]!) || a - b);
  table.orders.set(name, order);
  return order;
}

type SortKey = string | number | null;

/** `253:16` sorts by major, then minor. */
function sortKey(value: string | number | null): SortKey {
  if (typeof value !== 'string') return value;
  const device = /^(\d{1,8}):(\d{1,8})$/.exec(value);
  return device ? Number(device[1]) * 0x10000000 + Number(device[2]) : value;
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  if (typeof a === typeof b) return a < b ? -1 : 1;
  return typeof a === 'number' ? -1 : 1;
}
