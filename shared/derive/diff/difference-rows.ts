import type { ChangedRow, Diff, DiffKind, DiffPlace, DiffRow, Fact } from '#shared/derive/diff/diff.ts';
import { factsText } from '#shared/derive/diff/fact-text.ts';
import { plainTable } from '#shared/derive/rows/plain-table.ts';
import type { Table } from '#shared/derive/rows/window-rows.ts';

/** One difference, as a row. */
export interface DifferenceRow {
  readonly key: string;
  readonly change: 'gone' | 'new' | 'changed';
  readonly kind: DiffKind;
  readonly name: string;
  /** Equal in both captures for the same object. */
  readonly id: string;
  /** Facts as text; empty on the side where the object is not. */
  readonly before: string;
  readonly after: string;
  readonly facts: readonly { readonly name: string; readonly before: Fact | null; readonly after: Fact | null }[];
  /** Null on the side where the object is not. */
  readonly placeBefore: DiffPlace | null;
  readonly placeAfter: DiffPlace | null;
}

/** Of a finding its rule's code; empty for everything else. */
export const codeOf = ({ kind, id }: Pick<DifferenceRow, 'kind' | 'id'>): string =>
  kind === 'finding' ? id.slice(0, id.indexOf(':')) : '';

const tables = new WeakMap<Diff, Table<DifferenceRow, DifferenceRow>>();

/** Every difference: findings first, then kind by kind, in each what is gone, new, changed. */
export function differenceTable(diff: Diff): Table<DifferenceRow, DifferenceRow> {
  const known = tables.get(diff);
  if (known) return known;
  const rows = diff.counts.flatMap(({ kind }) => [
    ...diff.gone.filter((row) => row.kind === kind).map((row) => oneSided('gone', row)),
    ...diff.new.filter((row) => row.kind === kind).map((row) => oneSided('new', row)),
    ...diff.changed.filter((row) => row.kind === kind).map(changedRow),
  ]);
  const table = plainTable(rows, {
    change: { of: (r) => r.change, exact: true },
    kind: { of: (r) => r.kind, exact: true },
    name: { of: (r) => r.name },
    before: { of: (r) => r.before },
    after: { of: (r) => r.after },
    id: { of: (r) => r.id },
  });
  tables.set(diff, table);
  return table;
}

function oneSided(change: 'gone' | 'new', row: DiffRow): DifferenceRow {
  const { kind, id, name, facts, open, source } = row;
  const gone = change === 'gone';
  const text = factsText(facts);
  const place = { open, source };
  return {
    key: `${change} ${kind} ${id}`,
    change,
    kind,
    name,
    id,
    before: gone ? text : '',
    after: gone ? '' : text,
    facts: Object.entries(facts).map(([fact, value]) => ({
      name: fact,
      before: gone ? value : null,
      after: gone ? null : value,
    })),
    placeBefore: gone ? place : null,
    placeAfter: gone ? null : place,
  };
}

const changedRow = ({ kind, id, name, before, after, places }: ChangedRow): DifferenceRow => ({
  key: `changed ${kind} ${id}`,
  change: 'changed',
  kind,
  name,
  id,
  before: factsText(before),
  after: factsText(after),
  facts: Object.keys(after).map((fact) => ({ name: fact, before: before[fact]!, after: after[fact]! })),
  placeBefore: places.before,
  placeAfter: places.after,
});
