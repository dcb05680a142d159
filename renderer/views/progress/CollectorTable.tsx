import { Fragment } from 'react';
import { duration, size } from '#renderer/components/format.ts';
import { Escaped } from '#renderer/components/HostText.tsx';
import { StateGlyph } from '#renderer/components/marks.tsx';
import { t } from '#renderer/components/words.ts';
import { collectors } from '#shared/collectors/index.ts';
import type { CaptureProgress, CollectorProgress } from '#shared/ipc/payloads.ts';

const declared = new Map<string, (typeof collectors)[number]>(collectors.map((c) => [c.id, c]));
const phaseOf = (c: CollectorProgress): 1 | 2 => declared.get(c.collector)?.phase ?? 2;

/** One row per collector; trouble is told in its own row and costs no other. */
export function CollectorTable({ progress }: { readonly progress: CaptureProgress }) {
  const widest = Math.max(1, ...progress.collectors.map((c) => c.bytes));
  return (
    <>
      <table className="plain collectors" aria-label={t('ui.collectors')}>
        <thead>
          <tr>
            <th scope="col" aria-label={t('ui.col.state')} />
            <th scope="col">{t('ui.col.collector')}</th>
            <th scope="col">{t('ui.col.state')}</th>
            <th scope="col" className="right">
              {t('ui.col.bytes')}
            </th>
            <th scope="col" aria-label={t('ui.col.share')} />
            <th scope="col" className="right">
              {t('ui.col.took')}
            </th>
            <th scope="col" className="right">
              {t('ui.col.limit')}
            </th>
            <th scope="col">{t('ui.col.because')}</th>
          </tr>
        </thead>
        <tbody>
          {([1, 2] as const).map((phase) => {
            const rows = progress.collectors.filter((c) => phaseOf(c) === phase);
            if (rows.length === 0) return null;
            return (
              <Fragment key={phase}>
                <tr className="phase">
                  <td colSpan={8}>{t(phase === 1 ? 'ui.phase-1' : 'ui.phase-2')}</td>
                </tr>
                {rows.map((row) => (
                  <Row key={row.collector} row={row} widest={widest} />
                ))}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      <p className="small t3 never">{tally(progress)}</p>
    </>
  );
}

function Row({ row, widest }: { readonly row: CollectorProgress; readonly widest: number }) {
  const limit = declared.get(row.collector)?.timeoutS;
  return (
    <tr data-testid={`collector-${row.collector}`} title={declared.get(row.collector)?.why}>
      <td>
        <StateGlyph state={row.status} />
      </td>
      <td className="nowrap">
        <Escaped text={row.collector} />
      </td>
      <td className={`nowrap ${stateClass(row.status)}`}>{t(`ui.status.${row.status}`)}</td>
      <td className="mono right t2 nowrap">{row.status === 'queued' ? '' : size(row.bytes)}</td>
      <td>
        {row.status !== 'queued' && row.status !== 'not-applicable' && (
          <svg className={`gauge ${row.status}`} width="66" height="7" viewBox="0 0 66 7" aria-hidden="true">
            <rect className="trough" x="0.5" y="0.5" width="65" height="6" />
            <rect
              className="fill"
              x="0.5"
              y="0.5"
              width={row.bytes === 0 ? 0 : Math.max(2, (65 * Math.log1p(row.bytes)) / Math.log1p(widest))}
              height="6"
            />
          </svg>
        )}
      </td>
      <td className="mono right nowrap">{row.status === 'queued' ? '' : duration(row.elapsedMs)}</td>
      <td className="mono right t3 nowrap">{limit === undefined ? '' : t('ui.seconds', { seconds: limit })}</td>
      <td className="t2 small because">
        <Escaped text={row.because} />
      </td>
    </tr>
  );
}

function stateClass(status: CollectorProgress['status']): string {
  if (status === 'running') return 'acc';
  if (status === 'queued' || status === 'not-applicable') return 't3';
  return status === 'ok' ? 't2' : 'warn';
}

/** "8 ok · 1 partial · 1 running   2.1 MiB received": every status that occurs, in a fixed order. */
function tally(progress: CaptureProgress): string {
  const all = ['ok', 'partial', 'timeout', 'denied', 'missing', 'cut', 'not-applicable', 'running', 'queued'] as const;
  const parts = all.flatMap((status) => {
    const n = progress.collectors.filter((c) => c.status === status).length;
    return n > 0 ? [t('ui.n-status', { n, status: t(`ui.status.${status}`) })] : [];
  });
  return `${parts.join(' · ')}    ${t('ui.received', { bytes: size(progress.bytes) })}`;
}
