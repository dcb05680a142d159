import { isAbsent } from '#shared/base/absent.ts';
import type { ChangedRow, DiffPlace, DiffRow, Fact, KindCount, KindDifferences } from '#shared/derive/diff/diff.ts';

/** Joins two lists by id. Rows of one list with the same id are one object seen twice: the first stands for it. */
export function compareRows<Kind extends string>(
  before: readonly DiffRow<Kind>[],
  after: readonly DiffRow<Kind>[],
): Omit<KindDifferences<Kind>, 'notComparable'> & { readonly count: Omit<KindCount, 'kind'> } {
  const [old, young] = [byId(before), byId(after)];
  const differences = {
    new: [...young.values()].filter((row) => !old.has(row.id)),
    gone: [...old.values()].filter((row) => !young.has(row.id)),
    changed: [...young.values()].flatMap((row) => {
      const was = old.get(row.id);
      return was ? (changeOf(was, row) ?? []) : [];
    }),
  };
  const unchanged = young.size - differences.new.length - differences.changed.length;
  return { ...differences, count: { before: old.size, after: young.size, unchanged } };
}

function changeOf<Kind extends string>(was: DiffRow<Kind>, is: DiffRow<Kind>): ChangedRow<Kind> | null {
  const keys = Object.keys(is.facts).filter((key) => differs(was.facts[key], is.facts[key]));
  if (keys.length === 0) return null;
  const only = (facts: DiffRow['facts']) => Object.fromEntries(keys.map((key) => [key, facts[key]!]));
  const places = { before: placeOf(was), after: placeOf(is) };
  return { kind: is.kind, id: is.id, name: is.name, before: only(was.facts), after: only(is.facts), places };
}

const placeOf = ({ open, source }: DiffPlace): DiffPlace => ({ open, source });

/** What one of the two does not know has not changed: it is unknown. */
const differs = (a: Fact | undefined, b: Fact | undefined): boolean =>
  a !== undefined && b !== undefined && !isAbsent(a) && !isAbsent(b) && a !== b;

function byId<Kind extends string>(rows: readonly DiffRow<Kind>[]): ReadonlyMap<string, DiffRow<Kind>> {
  const map = new Map<string, DiffRow<Kind>>();
  for (const row of rows) if (!map.has(row.id)) map.set(row.id, row);
  return map;
}
