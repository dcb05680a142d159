import { HostText } from '#renderer/components/HostText.tsx';
import { Nothing } from '#renderer/components/Maybe.tsx';
import { openDeviceMap } from '#renderer/components/open-subject.ts';
import { t } from '#renderer/components/words.ts';
import { useSummary } from '#renderer/store/summary.ts';
import { isAbsent } from '#shared/base/absent.ts';
import type { BlockMapAnswer } from '#shared/derive/block-map.ts';

interface Props {
  readonly pools: BlockMapAnswer['pools'];
  readonly asked: string | null;
}

/** A word of the command line, the same in every language. */
const option = '--with thin-metadata';

/** In place of the map: which pools there are, why the blocks of each are not known, and what would tell. */
export function NoBlocks({ pools, asked }: Props) {
  const known = useSummary()?.counts.pools;
  if (pools.length === 0) {
    return (
      <p className="empty">
        {known !== undefined && isAbsent(known) ? t('ui.pools-not-read', { because: known.because }) : t('ui.no-pools')}
      </p>
    );
  }
  const optIn = pools.some((p) => p.absent === 'not-collected' && (asked === null || p.device === asked));
  return (
    <div className="no-blocks">
      <p className="statement">{t('ui.blocks-unknown', { pools: pools.length })}</p>
      {optIn && (
        <p className="t2">
          {t('ui.blocks-opt-in')} <code className="command">{option}</code>
        </p>
      )}
      <table className="plain" aria-label={t('ui.pools')}>
        <thead>
          <tr>
            <th scope="col">{t('ui.col.pool')}</th>
            <th scope="col">{t('ui.col.device')}</th>
            <th scope="col">{t('ui.col.blocks')}</th>
            <th scope="col">{t('ui.col.because')}</th>
            <th scope="col">{t('ui.device-map')}</th>
          </tr>
        </thead>
        <tbody>
          {pools.map((pool) => (
            <tr key={pool.device}>
              <td>
                <HostText text={pool.name} className="medium" />
              </td>
              <td>
                <HostText text={pool.device} />
              </td>
              <td>
                {pool.absent === null ? (
                  t('ui.blocks-known')
                ) : (
                  <Nothing absent={{ absent: pool.absent, because: '' }} />
                )}
              </td>
              <td>{pool.because === null ? null : <HostText text={pool.because} className="t2" />}</td>
              <td>
                <button type="button" className="button link" onClick={() => openDeviceMap(pool.device)}>
                  {t('ui.show')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
