import type { AppError } from '#shared/base/errors.ts';
import { ok, type Result } from '#shared/base/result.ts';
import type { RowChoice } from '#shared/derive/rows/choose-rows.ts';
import type { TableSubject } from '#shared/derive/rows/leaving-table.ts';
import type { TableName } from '#shared/derive/rows/table-names.ts';
import { leavingTables } from '#shared/derive/rows/tables.ts';
import { deriveSummary } from '#shared/derive/summary.ts';
import { type RowsFormat, type RowsText, rowsText } from '#shared/export/rows/rows-text.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export interface RowsExport extends RowChoice, TableSubject {
  readonly table: TableName;
  readonly format: RowsFormat;
  /** UTF-16 units of the text; more rows are left out, and the text says so. */
  readonly most: number;
}

/** Rows of any table of the window as a text that may go into a ticket or a sheet, with where they are from. */
export function exportRows(analysis: Analysis, what: RowsExport): Result<RowsText, AppError> {
  const { table, format, most, filter, sort, chosen, needle, picture, diff } = what;
  const { columns, choose } = leavingTables[table];
  const found = choose(analysis, { needle, picture, diff }, { filter, sort, chosen });
  if (!found.ok) return found;
  const { rows, ...counts } = found.value;
  const from =
    table === 'comparison' && diff
      ? ([
          { prefix: '', summary: diff.after },
          { prefix: 'before_', summary: diff.before },
        ] as const)
      : ([{ prefix: '', summary: deriveSummary(analysis) }] as const);
  return ok(rowsText({ table, columns, filter, from, chosen: counts, rows }, format, most));
}
