import { utc } from '#renderer/components/format.ts';
import { t } from '#renderer/components/words.ts';
import { go } from '#renderer/store/place.ts';
import { skip, useQuery } from '#renderer/store/queries.ts';
import { AnswerMark } from '#renderer/views/recheck/AnswerMark.tsx';
import type { OpenSource } from '#shared/ipc/payloads.ts';

/** One re-check of a finding, on the finding's own page: when, and what it said. */
export function RecheckLine({ source }: { readonly source: OpenSource }) {
  const { sourceId, capturedAt, complete } = source;
  const { value } = useQuery('recheck.answer', complete ? { sourceId } : skip);
  return (
    <p className="recheck-line">
      {value ? (
        <>
          <AnswerMark answer={value.answer} />
          <span className="medium">{t(`recheck.answer.${value.answer}`)}</span>
        </>
      ) : (
        <span className="t3">{t('ui.recheck-runs')}</span>
      )}
      <span className="mono t2">{capturedAt === null ? '' : utc(capturedAt)}</span>
      <button
        type="button"
        className="button link small"
        onClick={() => go({ view: 'recheck' }, { sourceId, selection: null })}
      >
        {t('ui.recheck-open')}
      </button>
    </p>
  );
}
