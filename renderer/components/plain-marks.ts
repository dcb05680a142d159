import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import type { LeavingTable } from '#renderer/components/CopyRows.tsx';
import { copyRows } from '#renderer/components/copy-rows.ts';
import {
  everyRowMarked,
  howClicked,
  isMarked,
  type MarkHow,
  marksAfter,
  type RowMarks,
} from '#renderer/components/row-marks.ts';
import type { ChosenRows } from '#shared/derive/rows/choose-rows.ts';

/** What a `tr` needs to be marked with the mouse and the keyboard. */
export interface MarkedRowProps {
  readonly tabIndex: number;
  readonly 'aria-selected': boolean;
  readonly onMouseDown: (event: MouseEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => void;
}

/**
 * Marks of a short table that stands in the page whole, as in `DataGrid`: click, Shift, Ctrl, Ctrl A, Ctrl C. `keys` are those of its
 * rows as they are shown, which may be in another order than the table has where it leaves.
 */
export function usePlainMarks(keys: readonly string[], table: LeavingTable) {
  const [marked, setMarked] = useState<{ readonly keys: string; readonly marks: RowMarks } | null>(null);
  // Other rows, or another order of them: the marks were of those.
  const shown = JSON.stringify(keys);
  const marks = marked?.keys === shown ? marked.marks : null;
  const set = (next: RowMarks) => setMarked({ keys: shown, marks: next });
  const take = (index: number, how: MarkHow) => {
    const key = keys[index];
    if (key !== undefined) set(marksAfter(marks, { index, key }, how));
  };
  const rowProps = (index: number): MarkedRowProps => ({
    tabIndex: 0,
    'aria-selected': marks !== null && isMarked(marks, { index, key: keys[index]! }),
    onMouseDown: (event) => event.shiftKey && event.preventDefault(),
    onClick: (event) => {
      if (!(event.target instanceof Element && event.target.closest('button'))) take(index, howClicked(event));
    },
    onKeyDown: (event) => {
      if (event.target !== event.currentTarget) return;
      const control = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      const step = { arrowdown: 1, arrowup: -1 }[key];
      if (step !== undefined) {
        const row = step > 0 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling;
        if (!(row instanceof HTMLElement)) return;
        row.focus();
        if (!control) take(index + step, event.shiftKey ? 'to' : 'only');
      } else if (key === ' ') take(index, event.shiftKey ? 'to' : control ? 'toggle' : 'only');
      else if (control && key === 'a') set(everyRowMarked);
      else if (control && key === 'c' && marks && document.getSelection()?.isCollapsed !== false)
        void copyRows({ ...table, chosen: chosenOf(marks, keys), format: 'tsv' });
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  });
  return { marks, rowProps };
}

/** Row by row: a run that is shown need not be one where the table leaves. */
export const chosenOf = (marks: RowMarks, keys: readonly string[]): ChosenRows => ({
  all: false,
  spans: keys.filter((key, index) => isMarked(marks, { index, key })).map((key) => ({ first: key, last: key })),
  except: [],
});
