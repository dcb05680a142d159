import { utc } from '#renderer/components/format.ts';
import { Escaped, HostText, Said } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { isAbsent } from '#shared/base/absent.ts';
import type { Recheck, RecheckHost } from '#shared/derive/recheck/recheck.ts';

/** When each was captured, and what each says. Times are the host's own clock. */
export function TwoCaptures({ recheck: { answer, before, after } }: { readonly recheck: Recheck }) {
  return (
    <table className="plain two-captures" aria-label={t('ui.recheck-captures')}>
      <thead>
        <tr>
          <th scope="col">{t('ui.recheck-capture')}</th>
          <th scope="col">{t('ui.recheck-time')}</th>
          <th scope="col">{t('ui.recheck-boot')}</th>
          <th scope="col">{t('ui.recheck-told')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td className="nowrap">{t('ui.recheck-first')}</td>
          <When host={before.host} />
          <td>
            <Said message={before.finding.statement} />
          </td>
        </tr>
        <tr>
          <td className="nowrap">{t('ui.recheck-second')}</td>
          <When host={after.host} />
          <td>
            {after.finding ? (
              <Said message={after.finding.statement} />
            ) : answer === 'gone' && after.outcome !== 'clear' ? (
              t('ui.recheck-not-found')
            ) : after.because ? (
              <Said message={after.because} />
            ) : (
              t('ui.recheck-others-only')
            )}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function When({ host: { capturedAt, bootId } }: { readonly host: RecheckHost }) {
  return (
    <>
      <td className="mono nowrap">{isAbsent(capturedAt) ? <Escaped text={capturedAt.absent} /> : utc(capturedAt)}</td>
      <td className="nowrap">
        {bootId === null ? t('ui.nothing.not-collected') : <HostText text={bootId} short={bootId.slice(0, 8)} />}
      </td>
    </>
  );
}
