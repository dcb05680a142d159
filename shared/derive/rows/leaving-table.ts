import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import type { Diff } from '#shared/derive/diff/diff.ts';
import { chooseRows, type RowChoice, type RowsChosen } from '#shared/derive/rows/choose-rows.ts';
import type { PictureQuestion } from '#shared/derive/rows/picture-rows.ts';
import type { Table } from '#shared/derive/rows/window-rows.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** What a table is of, beside the analysis. */
export interface TableSubject {
  /** `holders`: of whom; `block-devices`: of which pool. */
  readonly needle: string;
  /** `picture` only. */
  readonly picture: PictureQuestion | null;
  /** `comparison` only. */
  readonly diff: Diff | null;
}

/** A table that can leave: its rows, and which of their fields are columns, in this order. Fields are the names of columns, scripts rely on them. */
export interface LeavingTable {
  readonly columns: readonly string[];
  readonly choose: (
    analysis: Analysis,
    subject: TableSubject,
    choice: RowChoice,
  ) => Result<RowsChosen<object>, AppError>;
}

export const leaving = <Item, Row extends object>(
  table: (analysis: Analysis, subject: TableSubject) => Table<Item, Row>,
  columns: readonly (keyof Row & string)[],
): LeavingTable => ({
  columns,
  choose: (analysis, subject, choice) => chooseRows(table(analysis, subject), choice),
});
