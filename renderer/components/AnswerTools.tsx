import { CopyButton, copyWithNotice } from '#renderer/components/CopyButton.tsx';
import { ExportMenu } from '#renderer/components/ExportMenu.tsx';
import { findingText } from '#renderer/components/export.ts';
import { pictureObjects } from '#renderer/components/picture-objects.ts';
import type { FigureQuestion } from '#renderer/components/save-figure.ts';
import { t } from '#renderer/components/words.ts';
import { go } from '#renderer/store/place.ts';

interface Props {
  readonly sourceId: string;
  /** The finding that the picture is about; null when there is none. */
  readonly finding: string | null;
  readonly figure: FigureQuestion & { readonly view: 'chain' | 'layers' };
  readonly asTable: boolean;
  readonly onTable: () => void;
}

/** What can be done with a picture that answers one question: its table, its finding, its file. */
export function AnswerTools({ sourceId, finding, figure, asTable, onTable }: Props) {
  return (
    <>
      <button type="button" className="chip" aria-pressed={asTable} onClick={onTable}>
        {t('ui.as-table')} <kbd>T</kbd>
      </button>
      {finding !== null && (
        <>
          <button type="button" className="button" onClick={() => go({ view: 'findings', finding })}>
            {t('ui.chain-open-finding')}
          </button>
          <CopyButton
            text={() => ticketText(sourceId, finding)}
            name={t('ui.copy-for-ticket')}
            label={t('ui.copy-for-ticket')}
            className="button"
          />
        </>
      )}
      <ExportMenu name={t('ui.export-figure')} figure={figure} objects={pictureObjects(figure)} />
    </>
  );
}

const ticketText = (sourceId: string, findingId: string) => findingText({ sourceId, findingId, format: 'markdown' });

/** What C does in such a view. */
export function copyTicket(sourceId: string, finding: string | null): void {
  if (finding !== null) void copyWithNotice(() => ticketText(sourceId, finding));
}
