import { DropMenu } from '#renderer/components/DropMenu.tsx';
import { t } from '#renderer/components/words.ts';
import { copyCard, saveCard } from '#renderer/views/findings/card-export.ts';

/** The finding as one picture for a ticket, in any format and either theme, whatever the window's own is. */
export function CardMenu(which: { readonly sourceId: string; readonly findingId: string }) {
  const formats = (['png', 'svg', 'pdf'] as const).flatMap((format) =>
    (['light', 'dark'] as const).map((theme, i) => ({
      key: `${format} ${theme}`,
      label: t('ui.card-as', { format: format.toUpperCase(), theme }),
      dividerBefore: i === 0,
      run: () => void saveCard(which, { theme, format }),
    })),
  );
  return (
    <DropMenu
      name={t('ui.card')}
      className="button"
      trigger={t('ui.card-short')}
      entries={[{ key: 'copy', label: t('ui.card-copy'), run: () => void copyCard(which) }, ...formats]}
    />
  );
}
