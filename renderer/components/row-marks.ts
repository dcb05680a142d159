import type { ChosenRows } from '#shared/derive/rows/choose-rows.ts';

/** A row where it stands now: its place in the order that is shown, and the key it has wherever it stands. */
export interface MarkedRow {
  readonly index: number;
  readonly key: string;
}

interface Span {
  readonly from: MarkedRow;
  readonly to: MarkedRow;
}

/** The rows a user marked in one table, under one filter and order. Rows that are not loaded are marked by the ends of their run. */
export interface RowMarks {
  readonly all: boolean;
  readonly spans: readonly Span[];
  readonly except: readonly MarkedRow[];
  /** Where Shift extends from. */
  readonly anchor: MarkedRow | null;
}

export const everyRowMarked: RowMarks = { all: true, spans: [], except: [], anchor: null };

export const markOnly = (row: MarkedRow): RowMarks => ({
  all: false,
  spans: [{ from: row, to: row }],
  except: [],
  anchor: row,
});

/** Shift: everything from the anchor to this row, nothing else; with Ctrl, beside what was marked. */
export function markTo(marks: RowMarks | null, row: MarkedRow, keep: boolean): RowMarks {
  const anchor = marks?.anchor ?? row;
  const span = anchor.index <= row.index ? { from: anchor, to: row } : { from: row, to: anchor };
  if (!keep || !marks) return { all: false, spans: [span], except: [], anchor };
  return { ...marks, spans: [...marks.spans, span], except: marks.except.filter((e) => !covers(span, e)), anchor };
}

/** Ctrl: this row changes sides. */
export function markToggled(marks: RowMarks | null, row: MarkedRow): RowMarks {
  const now = marks ?? { all: false, spans: [], except: [], anchor: null };
  if (now.except.some((e) => e.key === row.key)) {
    return { ...now, except: now.except.filter((e) => e.key !== row.key), anchor: row };
  }
  if (!isMarked(now, row)) return { ...now, spans: [...now.spans, { from: row, to: row }], anchor: row };
  const spans = now.spans.filter(({ from, to }) => from.index !== row.index || to.index !== row.index);
  const covered = now.all || spans.some((span) => covers(span, row));
  return { ...now, spans, except: covered ? [...now.except, row] : now.except, anchor: row };
}

export const isMarked = ({ all, spans, except }: RowMarks, row: MarkedRow): boolean =>
  (all || spans.some((span) => covers(span, row))) && !except.some((e) => e.key === row.key);

/** How many rows are marked, of a table of so many. */
export function markedCount(marks: RowMarks | null, rows: number): number {
  if (!marks) return 0;
  if (marks.all) return rows - marks.except.length;
  let count = 0;
  let next = 0;
  for (const { from, to } of [...marks.spans].sort((a, b) => a.from.index - b.from.index)) {
    const first = Math.max(from.index, next);
    count += Math.max(0, to.index - first + 1);
    next = Math.max(next, to.index + 1);
  }
  return count - marks.except.length;
}

/** As the services are asked for them. */
export const chosenBy = ({ all, spans, except }: RowMarks): ChosenRows => ({
  all,
  spans: all ? [] : spans.map(({ from, to }) => ({ first: from.key, last: to.key })),
  except: except.map(({ key }) => key),
});

const covers = ({ from, to }: Span, { index }: MarkedRow): boolean => from.index <= index && index <= to.index;

/** What a click or key does to the marks: this row alone, up to it, up to it beside the others, or it changes sides. */
export type MarkHow = 'only' | 'to' | 'to-more' | 'toggle';

export function howClicked({ shiftKey, ctrlKey, metaKey }: Modifiers): MarkHow {
  if (shiftKey) return ctrlKey || metaKey ? 'to-more' : 'to';
  return ctrlKey || metaKey ? 'toggle' : 'only';
}

interface Modifiers {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export function marksAfter(marks: RowMarks | null, row: MarkedRow, how: MarkHow): RowMarks {
  if (how === 'toggle') return markToggled(marks, row);
  return how === 'only' ? markOnly(row) : markTo(marks, row, how === 'to-more');
}
