import type { LeavingTable } from '#renderer/components/CopyRows.tsx';
import { copyRows, saveRows } from '#renderer/components/copy-rows.ts';
import { DropMenu, type MenuEntry } from '#renderer/components/DropMenu.tsx';
import { t } from '#renderer/components/words.ts';
import { everyRow } from '#shared/derive/rows/choose-rows.ts';

interface Props {
  readonly name: string;
  /** The same objects as a table; left out where the picture has none. */
  readonly objects?: LeavingTable;
  readonly onExport: (format: 'svg' | 'png' | 'pdf') => void;
}

const objectEntries = (objects: LeavingTable): readonly MenuEntry[] => [
  ...(['tsv', 'csv', 'markdown', 'json'] as const).map((format, i) => ({
    key: `copy ${format}`,
    label: t('ui.copy-objects', { format: t(`ui.rows-format.${format}`) }),
    dividerBefore: i === 0,
    run: () => void copyRows({ ...objects, chosen: everyRow, format }),
  })),
  {
    key: 'save csv',
    label: t('ui.save-objects', { format: t('ui.rows-format.csv') }),
    dividerBefore: true,
    run: () => void saveRows({ ...objects, chosen: everyRow, format: 'csv' }),
  },
];

/** Saves the figure in sight, as what a ticket takes. */
export function ExportMenu({ name, objects, onExport }: Props) {
  return (
    <DropMenu
      name={name}
      className="button"
      trigger={name}
      entries={[
        ...(['svg', 'png', 'pdf'] as const).map((format) => ({
          key: format,
          label: t('ui.as-format', { format: format.toUpperCase() }),
          run: () => onExport(format),
        })),
        ...(objects ? objectEntries(objects) : []),
      ]}
    />
  );
}
