import { count, size } from '#renderer/components/format.ts';
import { t } from '#renderer/components/words.ts';
import type { BlockMap } from '#shared/derive/block-map.ts';

const longest = 300;

/** Blocks by number of owners, and what sharing saves. */
export function OwnersHistogram({ map }: { readonly map: BlockMap }) {
  const { blockSize, used } = map.pool;
  // Free space is so much longer that it would leave the others no length: its bar is broken instead.
  const most = Math.max(1, ...map.histogram.filter((h) => h.shade !== 'free').map((h) => h.blocks));
  return (
    <div className="block-foot">
      <table className="histogram" aria-label={t('ui.histogram')}>
        <caption className="small t2">{t('ui.histogram')}</caption>
        <tbody>
          {map.histogram.filter(isThere).map((bar) => {
            const broken = bar.blocks > most;
            const width = Math.max(bar.blocks > 0 ? 2 : 0, Math.round((Math.min(bar.blocks, most) / most) * longest));
            return (
              <tr key={bar.shade}>
                <th scope="row" className="small">
                  {bar.shade === 'free' ? t('ui.owners-none') : ownersText(bar.low, bar.high)}
                </th>
                <td>
                  <svg className={`owners-bar ${bar.shade}`} width={longest + 16} height="12" aria-hidden="true">
                    <rect className="cell" x="0.5" y="1.5" width={Math.max(0.5, width - 1)} height="9" />
                    {broken && (
                      <path className="owners-break" d={`M${longest - 30} 12 l6 -12 M${longest - 22} 12 l6 -12`} />
                    )}
                  </svg>
                </td>
                <td className="mono right">{count(bar.blocks)}</td>
                <td className="mono t3 right">{size(bar.blocks * blockSize)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="small t2 block-saves">
        {t('ui.sharing-saves', {
          devices: map.devicesRead,
          mapped: map.mappedBlocks,
          used,
          apart: size(map.mappedBlocks * blockSize),
          together: size(used * blockSize),
        })}
      </p>
    </div>
  );
}

/** A shade that no block has is left out; free and single blocks are told even when there are none. */
export const isThere = ({ shade, blocks }: BlockMap['histogram'][number]): boolean =>
  blocks > 0 || shade === 'free' || shade === 'one';

/** `1 owner`, `2 to 9 owners`. */
export const ownersText = (low: number, high: number): string =>
  low === high ? t('ui.owners-n', { owners: low }) : t('ui.owners-range', { low, high });
