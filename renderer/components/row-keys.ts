import type { KeyboardEvent } from 'react';

interface RowActions {
  readonly onSelect: (key: string) => void;
  readonly onOpen: (key: string) => void;
}

/** What a row of a table twin does: Space and click select, Enter and double click open, arrows go on. */
export const rowKeys = (key: string, { onSelect, onOpen }: RowActions) => ({
  tabIndex: 0,
  onClick: () => onSelect(key),
  onDoubleClick: () => onOpen(key),
  onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.key === ' ') onSelect(key);
    else if (event.key === 'Enter') onOpen(key);
    else if (event.key === 'ArrowDown') focusRow(event.currentTarget.nextElementSibling);
    else if (event.key === 'ArrowUp') focusRow(event.currentTarget.previousElementSibling);
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
});

const focusRow = (row: Element | null) => row instanceof HTMLElement && row.focus();
