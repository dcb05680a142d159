import { saveFile } from '#renderer/components/export.ts';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { Said } from '#renderer/components/HostText.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { startRecheck } from '#renderer/store/captures.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { tell } from '#renderer/store/notices.ts';
import { go } from '#renderer/store/place.ts';
import { skip, useQuery } from '#renderer/store/queries.ts';
import { openSources } from '#renderer/store/sources.ts';
import { AnswerMark } from '#renderer/views/recheck/AnswerMark.tsx';
import { RecheckDifferences } from '#renderer/views/recheck/RecheckDifferences.tsx';
import { TwoCaptures } from '#renderer/views/recheck/TwoCaptures.tsx';
import type { Message } from '#shared/base/message.ts';
import type { Recheck } from '#shared/derive/recheck/recheck.ts';
import type { RecheckOf } from '#shared/ipc/payloads.ts';
import { sayError } from '#shared/messages/index.ts';

/** Did the cure work? One word, what it rests on, and the two captures side by side. */
export function RecheckView({ sourceId }: { readonly sourceId: string }) {
  const { value, failure } = useQuery('recheck.answer', { sourceId });
  const of = useStore(openSources, (all) => all.find((s) => s.sourceId === sourceId)?.recheck ?? null);
  if (failure) return <FailureNote failure={failure} />;
  return (
    <section className="recheck-view" aria-label={t('ui.recheck')}>
      <ViewHead title={t('ui.recheck')} aside={value ? `${value.code} ${value.rule}` : t('ui.recheck-runs')}>
        {of && <Ways of={of} sourceId={sourceId} />}
      </ViewHead>
      {value && <Answer sourceId={sourceId} recheck={value} />}
    </section>
  );
}

function Ways({ of, sourceId }: { readonly of: RecheckOf; readonly sourceId: string }) {
  const isOpen = useStore(openSources, (all) => all.some((s) => s.sourceId === of.sourceId));
  const plan = useQuery('recheck.plan', isOpen ? { sourceId: of.sourceId, findingId: of.findingId } : skip).value;
  const finding = () => go({ view: 'findings', finding: of.findingId }, { sourceId: of.sourceId, selection: null });
  const again = async () => {
    // What changes something on the host is asked for anew, and a file's host is confirmed: both on the finding's page.
    if (plan === null || plan.asks.length > 0 || plan.way !== 'kept') return finding();
    const error = await startRecheck(of, null, []);
    if (error) tell(sayError(error), true);
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void saveFile('sources.save', { sourceId })}>
        {t('ui.recheck-save')}
      </button>
      {isOpen && (
        <>
          <button type="button" className="button" onClick={finding}>
            {t('ui.recheck-finding')}
          </button>
          <button type="button" className="button primary" onClick={() => void again()}>
            {t('ui.recheck-again')}
          </button>
        </>
      )}
    </>
  );
}

function Answer({ sourceId, recheck }: { readonly sourceId: string; readonly recheck: Recheck }) {
  const { answer, doubts, unseen, notes, now, diff } = recheck;
  return (
    <div className="recheck-body">
      <p className={`recheck-answer ${answer}`}>
        <AnswerMark answer={answer} /> <b>{t(`recheck.answer.${answer}`)}</b>
      </p>
      <p className="statement">
        {t(answer === 'gone' && unseen.length > 0 ? 'recheck.says.gone-as-far' : `recheck.says.${answer}`)}
      </p>
      <Sentences messages={notes} title={null} />
      <Sentences messages={doubts} title={t(answer === 'cannot-tell' ? 'ui.recheck-because' : 'ui.recheck-also')} />
      <Sentences messages={unseen} title={t('ui.recheck-unseen')} />
      <TwoCaptures recheck={recheck} />
      {now.length > 0 && (
        <section aria-label={t('recheck.now')}>
          <h2>{t('recheck.now')}</h2>
          <ul className="short-list">
            {now.map(({ code, finding }) => (
              <li key={finding.id}>
                <button
                  type="button"
                  className="short-row"
                  onClick={() => go({ view: 'findings', finding: finding.id }, { sourceId })}
                >
                  <span className="mono t3">{code}</span>
                  <span>
                    <Said message={finding.statement} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <RecheckDifferences diff={diff} />
      <p className="foot">{t('ui.recheck-foot')}</p>
    </div>
  );
}

function Sentences({ messages, title }: { readonly messages: readonly Message[]; readonly title: string | null }) {
  if (messages.length === 0) return null;
  return (
    <div className="doubts">
      {title !== null && <b>{title}</b>}
      <ul>
        {messages.map((message, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences of one answer never move
          <li key={i}>
            <Said message={message} />
          </li>
        ))}
      </ul>
    </div>
  );
}
