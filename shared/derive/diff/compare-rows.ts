import { isAbsent } from '#shared/base/absent.ts';
import type { ChangedRow, DiffRow, Fact, KindDifferences } from '#shared/derive/diff/diff.ts';

/** Joins two lists by id. Rows of one list with the same id are one object seen twice: the first stands for it. */
export function compareRows<Kind extends string>(
  before: readonly DiffRow<Kind>[],
  after: readonly DiffRow<Kind>[],
): Omit<KindDifferences<Kind>, 'notComparable'> {
  const [old, young] = [byId(before), byId(after)];
  return {
    new: [...young.values()].filter((row) => !old.has(row.id)),
    gone: [...old.values()].filter((row) => !young.has(row.id)),
    changed: [...young.values()].flatMap((row) => {
      const was = old.get(row.id);
      return was ? (changeOf(was, row) ?? []) : [];
    }),
  };
}

function changeOf<Kind extends string>(was: DiffRow<Kind>, is: DiffRow<Kind>): ChangedRow<Kind> | null {
  const keys = Object.keys(is.facts).filter((key) => differs(was.facts[key], is.facts[key]));
  if (keys.length === 0) return null;
  const only = (facts: DiffRow['facts']) => Object.fromEntries(keys.map((key) => [key, facts[key]!]));
  return { kind: is.kind, id: is.id, name: is.name, before: only(was.facts), after: only(is.facts) };
}

/** What one of the two does not know has not changed: it is unknown. */
const differs = (a: Fact | undefined, b: Fact | undefined): boolean =>
  a !== undefined && b !== undefined && !isAbsent(a) && !isAbsent(b) && a !== b;

function byId<Kind extends string>(rows: readonly DiffRow<Kind>[]): ReadonlyMap<string, DiffRow<Kind>> {
  const map = new Map<string, DiffRow<Kind>>();
  for (const row of rows) if (!map.has(row.id)) map.set(row.id, row);
  return map;
}
