import { ExportMenu } from '#renderer/components/ExportMenu.tsx';
import { t } from '#renderer/components/words.ts';
import { cardOf, copyCard, type WhichCard } from '#renderer/views/findings/card-export.ts';

/** The finding as one picture for a ticket. */
export function CardMenu(which: WhichCard) {
  const copy = { key: 'copy', label: t('ui.card-copy'), run: () => void copyCard(which) };
  return <ExportMenu name={t('ui.card')} trigger={t('ui.card-short')} figure={cardOf(which)} before={[copy]} />;
}
