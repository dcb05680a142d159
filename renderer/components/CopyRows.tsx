import { copyRows, type RowsRequest, saveRows } from '#renderer/components/copy-rows.ts';
import { DropMenu, type MenuEntry } from '#renderer/components/DropMenu.tsx';
import { chosenOf } from '#renderer/components/plain-marks.ts';
import { chosenBy, markedCount, type RowMarks } from '#renderer/components/row-marks.ts';
import { t } from '#renderer/components/words.ts';
import { everyRow } from '#shared/derive/rows/choose-rows.ts';

export type LeavingTable = Omit<RowsRequest, 'chosen' | 'format'>;

interface Props {
  /** What the table is called. */
  readonly name: string;
  readonly table: LeavingTable;
  readonly marks: RowMarks | null;
  /** Of a short table that is shown in an order of its own: the keys of its rows. */
  readonly keys?: readonly string[];
  /** Rows that pass the filter. */
  readonly matching: number;
}

const formats = ['tsv', 'csv', 'markdown', 'json'] as const;

/** Copy and save, of the rows that are marked and of all that pass the filter, in every form. */
export function CopyRows({ name, table, marks, keys, matching }: Props) {
  // An empty table as a file would look like a healthy host.
  if (matching === 0) return null;
  const marked = markedCount(marks, matching);
  const entries = (run: (request: RowsRequest) => void): readonly MenuEntry[] => [
    ...(marks && marked > 0 && marked < matching
      ? formats.map((format) => ({
          key: `marked ${format}`,
          label: t('ui.marked-as', { rows: marked, format: t(`ui.rows-format.${format}`) }),
          run: () => run({ ...table, chosen: keys ? chosenOf(marks, keys) : chosenBy(marks), format }),
        }))
      : []),
    ...formats.map((format, i) => ({
      key: `all ${format}`,
      label: t('ui.all-as', { rows: matching, format: t(`ui.rows-format.${format}`) }),
      dividerBefore: i === 0 && marked > 0 && marked < matching,
      run: () => run({ ...table, chosen: everyRow, format }),
    })),
  ];
  return (
    <>
      {marked > 0 && (
        <span className="t2 nowrap marked-count" data-testid="marked">
          {t('ui.rows-marked', { rows: marked })}
        </span>
      )}
      <DropMenu
        name={t('ui.copy-rows', { name })}
        className="button"
        trigger={t('ui.copy-menu')}
        entries={entries((request) => void copyRows(request))}
      />
      <DropMenu
        name={t('ui.save-rows', { name })}
        className="button"
        trigger={t('ui.save-menu')}
        entries={entries((request) => void saveRows(request))}
      />
    </>
  );
}
