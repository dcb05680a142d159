import { useState } from 'react';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { Escaped } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { startRecheck } from '#renderer/store/captures.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { tell } from '#renderer/store/notices.ts';
import { go } from '#renderer/store/place.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { openSources, useIsComplete } from '#renderer/store/sources.ts';
import { ScriptDialog } from '#renderer/views/connect/ScriptDialog.tsx';
import { RecheckLine } from '#renderer/views/recheck/RecheckLine.tsx';
import { type OptInCollectorId, usualCollectorIds } from '#shared/collectors/ids.ts';
import { collectors } from '#shared/collectors/index.ts';
import { sayError } from '#shared/messages/index.ts';

interface Props {
  readonly sourceId: string;
  readonly findingId: string;
}

/** After the runbook: whether it worked. Reads again what the finding rests on; runs no step of anything. */
export function FindingRecheck({ sourceId, findingId }: Props) {
  const { value: plan, failure } = useQuery('recheck.plan', { sourceId, findingId });
  const complete = useIsComplete();
  const [asked, setAsked] = useState<readonly OptInCollectorId[]>([]);
  const [script, setScript] = useState(false);
  const sources = useStore(openSources);
  if (!plan)
    return failure ? (
      <section aria-label={t('ui.recheck')}>
        <h2>{t('ui.recheck')}</h2>
        <FailureNote failure={failure} />
      </section>
    ) : null;
  const before = sources.filter((s) => s.recheck?.sourceId === sourceId && s.recheck.findingId === findingId);
  const check = async () => {
    const recheck = { sourceId, findingId, code: plan.code, collectors: plan.collectors };
    if (plan.way === 'connect' && plan.target) {
      const { host, port, user } = plan.target;
      const target = `${user}@${host.includes(':') ? `[${host}]` : host}:${port}`;
      return go({
        view: 'connect',
        form: { target, savedHost: null, recheck: { ...recheck, asked, elevation: plan.elevation } },
      });
    }
    const error = await startRecheck(recheck, null, asked);
    if (error) tell(sayError(error), true);
  };
  return (
    <section aria-label={t('ui.recheck')}>
      <h2>
        {t('ui.recheck')} <span className="said">{t('ui.recheck-said')}</span>
      </h2>
      {before.map((s) => (
        <RecheckLine key={s.sourceId} source={s} />
      ))}
      {plan.way === 'none' ? (
        <p className="small t2">{t('recheck.no-host')}</p>
      ) : (
        <>
          {plan.asks.map((id) => (
            <label key={id} className="check small">
              <input
                type="checkbox"
                checked={asked.includes(id)}
                onChange={(e) => setAsked((now) => (e.target.checked ? [...now, id] : now.filter((a) => a !== id)))}
              />
              <span>
                <span className="mono">{id}</span>{' '}
                <Escaped text={t('ui.recheck-asks', { changes: collectors.find((c) => c.id === id)?.changes ?? '' })} />
              </span>
            </label>
          ))}
          <p className="recheck-start">
            <button type="button" className="button" disabled={!complete} onClick={() => void check()}>
              {t(plan.way === 'kept' ? 'ui.recheck-now' : 'ui.recheck-connect')}
            </button>
            <button type="button" className="button link small" onClick={() => setScript(true)}>
              {t('ui.show-script')}
            </button>
            <span className="small t3">
              {t('ui.recheck-reads', { some: plan.collectors.length, all: usualCollectorIds.length })}
            </span>
          </p>
          <ScriptDialog open={script} asked={asked} only={plan.collectors} onClose={() => setScript(false)} />
        </>
      )}
    </section>
  );
}
