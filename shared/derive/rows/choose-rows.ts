import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { matchingItems, type RowsQuery, type Table } from '#shared/derive/rows/window-rows.ts';

/**
 * Which rows of a table, as a user marks them: runs from one row to another in the order that is shown, less single rows.
 * Rows are named by their keys, so that a table that grew meanwhile gives the rows that were marked.
 */
export interface ChosenRows {
  /** Every row that passes the filter; `spans` is empty then. */
  readonly all: boolean;
  readonly spans: readonly { readonly first: string; readonly last: string }[];
  readonly except: readonly string[];
}

export const everyRow: ChosenRows = { all: true, spans: [], except: [] };

export interface RowChoice extends Pick<RowsQuery, 'filter' | 'sort'> {
  readonly chosen: ChosenRows;
}

/** `rows` is made as it is read: a table of a million mounts is never in memory as rows. */
export interface RowsChosen<Row> {
  readonly rows: Iterable<Row>;
  readonly count: number;
  readonly matching: number;
  readonly total: number;
}

/** `rows-gone` when an end of a run is no longer among the rows that match. */
export function chooseRows<Item, Row>(
  table: Table<Item, Row>,
  { chosen, ...query }: RowChoice,
): Result<RowsChosen<Row>, AppError> {
  const matching = [...matchingItems(table, query)];
  const spans = chosen.all ? [{ from: 0, to: matching.length - 1 }] : spansOf(table, matching, chosen);
  if (spans === null) return err({ kind: 'rows-gone' });
  const except = new Set(chosen.except);
  const items: Item[] = [];
  let next = 0;
  for (const { from, to } of spans.sort((a, b) => a.from - b.from)) {
    // Runs may overlap: a row is given once.
    for (let n = Math.max(from, next); n <= to; n++) {
      if (except.size === 0 || !except.has(table.keyOf(matching[n]!))) items.push(matching[n]!);
    }
    next = Math.max(next, to + 1);
  }
  return ok({
    rows: made(table, items),
    count: items.length,
    matching: matching.length,
    total: table.items.length,
  });
}

function* made<Item, Row>({ toRow }: Table<Item, Row>, items: readonly Item[]): Generator<Row> {
  for (const item of items) yield toRow(item);
}

function spansOf<Item, Row>(
  table: Table<Item, Row>,
  matching: readonly Item[],
  { spans }: ChosenRows,
): { from: number; to: number }[] | null {
  const ends = new Map<string, number>(spans.flatMap(({ first, last }) => [[first, -1] as const, [last, -1] as const]));
  matching.forEach((item, n) => {
    const key = table.keyOf(item);
    if (ends.get(key) === -1) ends.set(key, n);
  });
  if ([...ends.values()].includes(-1)) return null;
  return spans.map(({ first, last }) => {
    const [a, b] = [ends.get(first)!, ends.get(last)!];
    return { from: Math.min(a, b), to: Math.max(a, b) };
  });
}
