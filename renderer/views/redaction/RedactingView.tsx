import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { redaction, turnRedaction } from '#renderer/store/redaction.ts';

/** In place of every view of a source whose names are not replaced yet, or cannot be. */
export function RedactingView({ sourceId }: { readonly sourceId: string }) {
  const error = useStore(redaction, (r) => r.failed.get(sourceId) ?? null);
  return (
    <section className="redacting" aria-label={t('ui.redaction')}>
      <ViewHead title={t(error ? 'ui.redaction' : 'ui.redaction.waiting')}>
        <button type="button" className="button" onClick={() => void turnRedaction(false)}>
          {t('ui.redaction.back')}
        </button>
      </ViewHead>
      {error ? (
        <>
          <FailureNote failure={{ state: 'failed', error }} />
          <p className="redacting-why">{t('ui.redaction.not-made')}</p>
        </>
      ) : (
        <div className="redacting-why" role="status">
          <progress aria-label={t('ui.redaction.waiting')} />
          <p>{t('ui.redaction.waiting-why')}</p>
        </div>
      )}
    </section>
  );
}
