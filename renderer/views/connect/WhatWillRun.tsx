import { Fragment } from 'react';
import { Escaped } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { type CollectorId, chosenCollectorIds, type OptInCollectorId } from '#shared/collectors/ids.ts';
import { collectors } from '#shared/collectors/index.ts';

interface Props {
  readonly asked: readonly OptInCollectorId[];
  /** Null: what every capture reads. */
  readonly only?: readonly CollectorId[] | null;
}

/** What is read on the host, and why, before anything is sent. */
export function WhatWillRun({ asked, only = null }: Props) {
  const chosen = new Set<string>(chosenCollectorIds(only, asked));
  const run = collectors.filter((c) => chosen.has(c.id));
  return (
    <>
      <h1 className="panel-title">
        {t('ui.will-run')}{' '}
        <span className="t2">{t('ui.will-run-said', { collectors: run.length, asked: asked.join(', ') })}</span>
      </h1>
      <table className="plain will-run" aria-label={t('ui.will-run')}>
        <thead>
          <tr>
            <th scope="col">{t('ui.col.collector')}</th>
            <th scope="col">{t('ui.col.reads-why')}</th>
            <th scope="col" className="right">
              {t('ui.col.limit')}
            </th>
          </tr>
        </thead>
        <tbody>
          {([1, 2] as const).map((phase) => (
            <Fragment key={phase}>
              <tr className="phase">
                <td colSpan={3}>{t(phase === 1 ? 'ui.phase-1' : 'ui.phase-2')}</td>
              </tr>
              {run
                .filter((c) => c.phase === phase)
                .map((c) => (
                  <tr key={c.id}>
                    <td className={`mono nowrap ${c.changes === undefined ? '' : 'warn'}`} title={c.reads.join('\n')}>
                      {c.id}
                    </td>
                    <td className="t2">
                      <Escaped text={c.why} />
                    </td>
                    <td className="mono right t3 nowrap">{t('ui.seconds', { seconds: c.timeoutS })}</td>
                  </tr>
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      <p className="small t2 never">
        <b>{t('ui.never-run')}</b> {t('ui.never-run-list')}
      </p>
    </>
  );
}
