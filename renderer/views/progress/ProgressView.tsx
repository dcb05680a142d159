import { duration } from '#renderer/components/format.ts';
import { HostText } from '#renderer/components/HostText.tsx';
import { StateGlyph } from '#renderer/components/marks.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import {
  type Capture,
  cancelCapture,
  captures,
  shownTarget,
  startCapture,
  startRecheck,
} from '#renderer/store/captures.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { enterSource, go } from '#renderer/store/place.ts';
import { ownText } from '#renderer/store/redaction.ts';
import { WhatWillRun } from '#renderer/views/connect/WhatWillRun.tsx';
import { CaptureError } from '#renderer/views/progress/CaptureError.tsx';
import { CollectorTable } from '#renderer/views/progress/CollectorTable.tsx';
import { FindingsSoFar } from '#renderer/views/progress/FindingsSoFar.tsx';
import { Heard } from '#renderer/views/progress/Heard.tsx';
import { Question } from '#renderer/views/progress/Question.tsx';
import { type StepName, stepStates } from '#renderer/views/progress/steps.ts';
import type { CaptureRequest, CaptureTarget } from '#shared/ipc/payloads.ts';

/** One capture: the steps, the questions it asks, one row per collector; its findings can be used before it ends. */
export function ProgressView({ captureId }: { readonly captureId: string }) {
  const capture = useStore(captures, (all) => all.get(captureId) ?? null);
  if (!capture) return <p className="empty">{t('ui.capture-gone')}</p>;
  const { target, progress, prompts, ended, recheck } = capture;
  const done = progress?.collectors.filter((c) => c.status !== 'queued' && c.status !== 'running').length ?? 0;
  const total = progress?.collectors.length ?? 0;
  const sourceId = ended?.sourceId ?? progress?.sourceId ?? null;
  const started = progress?.collectors.some((c) => c.status !== 'queued') ?? false;
  return (
    <section className="progress" aria-label={t('ui.progress')}>
      <ViewHead
        title={t(headOf(capture, started), { host: shownTarget(capture).host })}
        aside={
          progress && started ? t('ui.collectors-done', { done, total, took: duration(progress.elapsedMs) }) : undefined
        }
      >
        {!ended && (
          <button type="button" className="button" onClick={() => void cancelCapture(captureId)}>
            {t(started ? 'ui.stop-keep' : 'ui.cancel')}
          </button>
        )}
        {ended?.error && (
          <>
            <button
              type="button"
              className="button"
              onClick={() =>
                go({
                  view: 'connect',
                  form: { target: ownText(`${target.user}@${target.host}:${target.port}`), savedHost: null },
                })
              }
            >
              {t('ui.change-connection')}
            </button>
            {ended.error.kind !== 'ssh-host-key-changed' && ended.error.kind !== 'ssh-host-key-revoked' && (
              <button
                type="button"
                className="button"
                onClick={() =>
                  void (recheck ? startRecheck(recheck, withoutAsks(target), target.with ?? []) : startCapture(target))
                }
              >
                {t('ui.try-again')}
              </button>
            )}
          </>
        )}
        {recheck && ended && sourceId !== null && (
          <button
            type="button"
            className="button primary"
            onClick={() => go({ view: 'recheck' }, { sourceId, selection: null })}
          >
            {t('ui.recheck-answer')}
          </button>
        )}
        {!recheck && sourceId !== null && (
          <button type="button" className="button primary" onClick={() => enterSource(sourceId)}>
            {t('ui.look-at-findings')}
          </button>
        )}
      </ViewHead>
      <div className="two">
        <div className="two-left">
          <Steps capture={capture} />
          {prompts[0] && (
            <Question
              key={prompts[0].promptId}
              captureId={captureId}
              prompt={prompts[0]}
              host={shownTarget(capture).host}
            />
          )}
          {ended?.error && <CaptureError error={ended.error} />}
          {!recheck && sourceId !== null && <FindingsSoFar sourceId={sourceId} complete={ended !== null} />}
          {started && <p className="foot">{t('ui.own-row')}</p>}
        </div>
        <div className="two-right">
          {progress && (started || ended) && total > 0 ? (
            <CollectorTable progress={progress} />
          ) : (
            <WhatWillRun asked={target.with ?? []} />
          )}
        </div>
      </div>
      <Heard done={done} total={total} collectors={progress?.collectors ?? []} />
    </section>
  );
}

function Steps({ capture }: { readonly capture: Capture }) {
  const { target } = capture;
  const shown = shownTarget(capture);
  const facts = {
    reach: `${shown.host}, port ${target.port}`,
    'host-key': '',
    'sign-in': shown.user,
    privilege: target.elevation === 'sudo' ? 'sudo' : '',
    collect: '',
    analyse: '',
  } as const;
  return (
    <ol className="steps" aria-label={t('ui.steps')}>
      {stepStates(capture).map(({ name, state }) => (
        <li key={name} className={`step-row ${state}`} aria-current={state === 'step-now' ? 'step' : undefined}>
          <StateGlyph state={state} />
          <span>{t(`ui.step.${name}`)}</span>
          <span className="t2">{facts[name] === '' ? t(saidOf(name, capture)) : <HostText text={facts[name]} />}</span>
        </li>
      ))}
    </ol>
  );
}

const withoutAsks = ({ with: _asked, ...target }: CaptureRequest): CaptureTarget => target;

function headOf({ ended }: Capture, started: boolean) {
  if (ended) return ended.sourceId === null ? 'ui.not-connected-to' : 'ui.collected-from';
  return started ? 'ui.collecting-from' : 'ui.connecting-to';
}

const saidOf = (name: StepName, { progress }: Capture) =>
  name === 'collect' && progress?.step === 'second-sample'
    ? 'ui.step-said.second-sample'
    : (`ui.step-said.${name}` as const);
