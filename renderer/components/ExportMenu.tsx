import { DropMenu } from '#renderer/components/DropMenu.tsx';
import { t } from '#renderer/components/words.ts';

interface Props {
  readonly name: string;
  readonly onExport: (format: 'svg' | 'png' | 'pdf') => void;
}

/** Saves the figure in sight, as what a ticket takes. */
export function ExportMenu({ name, onExport }: Props) {
  return (
    <DropMenu
      name={name}
      className="button"
      trigger={name}
      entries={(['svg', 'png', 'pdf'] as const).map((format) => ({
        key: format,
        label: t('ui.as-format', { format: format.toUpperCase() }),
        run: () => onExport(format),
      }))}
    />
  );
}
