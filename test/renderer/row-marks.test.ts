/** Marks of rows against the plain idea of them: a set of row numbers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chosenBy,
  everyRowMarked,
  isMarked,
  markedCount,
  markOnly,
  markTo,
  markToggled,
  type RowMarks,
} from '#renderer/components/row-marks.ts';
import { chooseRows } from '#shared/derive/rows/choose-rows.ts';
import { plainTable } from '#shared/derive/rows/plain-table.ts';

const size = 30;
const at = (index: number) => ({ index, key: `row ${index}` });
const rows = Array.from({ length: size }, (_, n) => ({ key: `row ${n}`, odd: n % 2 }));
const table = plainTable(rows, { odd: { of: (r) => r.odd, exact: true } });

type Act = { readonly how: 'only' | 'toggle' | 'to' | 'to-more' | 'all'; readonly index: number };
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({ how: fc.constantFrom('only', 'toggle', 'to', 'to-more', 'all'), index: fc.nat(size - 1) }),
  { minLength: 1, maxLength: 12 },
);

/** What the acts mean, said with a set. */
function meant(list: readonly Act[]): Set<number> {
  let set = new Set<number>();
  let anchor: number | null = null;
  for (const { how, index } of list) {
    if (how === 'all') {
      set = new Set(rows.keys());
      anchor = null;
    } else if (how === 'only') {
      set = new Set([index]);
      anchor = index;
    } else if (how === 'toggle') {
      if (!set.delete(index)) set.add(index);
      anchor = index;
    } else {
      anchor ??= index;
      const [from, to] = [Math.min(anchor, index), Math.max(anchor, index)];
      const run = Array.from({ length: to - from + 1 }, (_, n) => from + n);
      set = new Set(how === 'to' ? run : [...set, ...run]);
    }
  }
  return set;
}

function done(list: readonly Act[]): RowMarks | null {
  let marks: RowMarks | null = null;
  for (const { how, index } of list) {
    if (how === 'all') marks = everyRowMarked;
    else if (how === 'only') marks = markOnly(at(index));
    else if (how === 'toggle') marks = markToggled(marks, at(index));
    else marks = markTo(marks, at(index), how === 'to-more');
  }
  return marks;
}

describe('marks of rows', () => {
  it('are the rows that clicks with Shift and Ctrl mean, whatever their order', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const marks = done(list)!;
        const wanted = meant(list);
        expect(rows.flatMap((_, n) => (isMarked(marks, at(n)) ? [n] : []))).toEqual([...wanted].sort((a, b) => a - b));
        expect(markedCount(marks, size)).toBe(wanted.size);
        const chosen = chooseRows(table, { filter: '', sort: null, chosen: chosenBy(marks) });
        if (!chosen.ok) throw new Error(chosen.error.kind);
        expect([...chosen.value.rows].map((r) => Number(r.key.slice(4)))).toEqual([...wanted].sort((a, b) => a - b));
        expect(chosen.value.count).toBe(wanted.size);
      }),
      { numRuns: 2000 },
    );
  });

  it('follow the rows when newer evidence moves them', () => {
    const marks = markTo(markOnly(at(10)), at(12), false);
    const grown = plainTable([{ key: 'new', odd: 1 }, ...rows], { odd: { of: (r) => r.odd, exact: true } });
    const chosen = chooseRows(grown, { filter: '', sort: null, chosen: chosenBy(marks) });
    expect(chosen.ok && [...chosen.value.rows].map((r) => r.key)).toEqual(['row 10', 'row 11', 'row 12']);
  });

  it('take only rows that pass the filter, and say when an end of a run is not among them', () => {
    const marks = markTo(markOnly(at(1)), at(5), false);
    const odd = chooseRows(table, { filter: 'odd:1', sort: null, chosen: chosenBy(marks) });
    expect(odd.ok && [...odd.value.rows].map((r) => r.key)).toEqual(['row 1', 'row 3', 'row 5']);
    const even = chooseRows(table, { filter: 'odd:0', sort: null, chosen: chosenBy(marks) });
    expect(even).toEqual({ ok: false, error: { kind: 'rows-gone' } });
  });
});
