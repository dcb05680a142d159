import { type FigureQuestion, saveFigure } from '#renderer/components/save-figure.ts';
import { t } from '#renderer/components/words.ts';
import { host } from '#renderer/platform/bridge.ts';
import { copyImage } from '#renderer/platform/clipboard.ts';
import { download } from '#renderer/platform/download.ts';
import { appMode } from '#renderer/store/app-info.ts';
import { tell } from '#renderer/store/notices.ts';
import { sayError } from '#shared/messages/index.ts';

export interface WhichCard {
  readonly sourceId: string;
  readonly findingId: string;
}

export const cardOf = ({ sourceId, findingId }: WhichCard): FigureQuestion => ({
  sourceId,
  view: 'card',
  focus: findingId,
  expanded: [],
});

/** The card as PNG, light as tickets are: on the clipboard, and saved. Where the clipboard refuses, saved alone, and that is said. */
export async function copyCard(which: WhichCard): Promise<void> {
  const how = { theme: 'light', format: 'png' } as const;
  if (appMode() === 'electron') {
    const copied = await host().request('clipboard.writeCard', { ...which, theme: how.theme });
    tell(copied.ok ? t('ui.card-copied') : sayError(copied.error), !copied.ok);
    return saveFigure(cardOf(which), how);
  }
  const made = await host().request('export.figure', { ...cardOf(which), ...how });
  if (!made.ok) return tell(sayError(made.error), true);
  if (made.value === null || !('bytes' in made.value)) return;
  const { name: file, bytes } = made.value;
  const copied = await copyImage(bytes);
  download(file, bytes);
  tell(copied ? t('ui.card-copied-saved', { file }) : t('ui.card-only-saved', { file }), !copied);
}
