import type { LeavingTable } from '#renderer/components/CopyRows.tsx';
import { copyRows, saveRows } from '#renderer/components/copy-rows.ts';
import { DropMenu, type MenuEntry } from '#renderer/components/DropMenu.tsx';
import { type FigureQuestion, figureLooks, saveFigure } from '#renderer/components/save-figure.ts';
import { t } from '#renderer/components/words.ts';
import { everyRow } from '#shared/derive/rows/choose-rows.ts';

interface Props {
  readonly name: string;
  readonly trigger?: string;
  readonly figure: FigureQuestion;
  /** The same objects as a table; left out where the picture has none. */
  readonly objects?: LeavingTable;
  readonly before?: readonly MenuEntry[];
}

/** Saves a figure in any format and either theme, whatever the window's own is; copies what is in it. */
export function ExportMenu({ name, trigger = name, figure, objects, before = [] }: Props) {
  const saving = figureLooks.map((look, i) => ({
    key: `${look.format} ${look.theme}`,
    label: t('ui.figure-as', { format: look.format.toUpperCase(), theme: look.theme }),
    dividerBefore: (i > 0 || before.length > 0) && look.format !== figureLooks[i - 1]?.format,
    run: () => void saveFigure(figure, look),
  }));
  const entries = [...before, ...saving, ...(objects ? objectEntries(objects) : [])];
  return <DropMenu name={name} className="button" trigger={trigger} entries={entries} />;
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
