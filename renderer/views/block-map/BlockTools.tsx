import type { LeavingTable } from '#renderer/components/CopyRows.tsx';
import { DropMenu } from '#renderer/components/DropMenu.tsx';
import { ExportMenu } from '#renderer/components/ExportMenu.tsx';
import { count } from '#renderer/components/format.ts';
import { Escaped } from '#renderer/components/HostText.tsx';
import type { FigureQuestion } from '#renderer/components/save-figure.ts';
import { t } from '#renderer/components/words.ts';
import { isThere } from '#renderer/views/block-map/OwnersHistogram.tsx';
import { Swatch } from '#renderer/views/block-map/Swatch.tsx';
import type { BlockMap, BlockMapAnswer } from '#shared/derive/block-map.ts';

interface Props {
  readonly pools: BlockMapAnswer['pools'];
  readonly pool: string | null;
  readonly selected: BlockMap['selected'];
  readonly histogram: BlockMap['histogram'];
  readonly show: 'both' | 'table';
  readonly onPool: (device: string) => void;
  readonly onTable: () => void;
  readonly figure: FigureQuestion | null;
  /** Devices of the pool. */
  readonly objects: LeavingTable;
}

/** Which pool, what the shades mean, and what can be done with the picture. */
export function BlockTools({ pools, pool, selected, histogram, show, onPool, onTable, figure, objects }: Props) {
  const name = pools.find((p) => p.device === pool)?.name ?? '';
  return (
    <>
      {pools.length > 0 && (
        <DropMenu
          name={t('ui.choose-pool')}
          className="chip on"
          trigger={<Escaped text={name === '' ? t('ui.choose-pool') : name} />}
          entries={pools.map((p) => ({
            key: p.device,
            label: (
              <>
                <Escaped text={p.name} />{' '}
                <span className="t3">{p.absent === null ? '' : t(`ui.nothing.${p.absent}`)}</span>
              </>
            ),
            run: () => onPool(p.device),
          }))}
        />
      )}
      {pool !== null && (
        <>
          <button type="button" className="chip" aria-pressed={show === 'table'} onClick={onTable}>
            {t('ui.table-only')} <kbd>T</kbd>
          </button>
          <span className="graph-legend t2 small" aria-hidden="true">
            {selected && (
              <>
                <Swatch kind="own" text={t('ui.legend.own', { id: selected.id })} />
                <Swatch kind="shares" text={t('ui.legend.shares', { id: selected.id })} />
              </>
            )}
            {histogram.filter(isThere).map((h) => (
              <Swatch key={h.shade} kind={h.shade} text={shadeText(h, selected !== null)} />
            ))}
          </span>
          {figure && <ExportMenu name={t('ui.export-figure')} figure={figure} objects={objects} />}
        </>
      )}
    </>
  );
}

function shadeText({ shade, low, high }: BlockMap['histogram'][number], besides: boolean): string {
  if (shade === 'free') return t('ui.legend.free');
  if (shade === 'one') return t(besides ? 'ui.legend.one-other' : 'ui.legend.one');
  return low === high ? count(low) : `${count(low)}–${count(high)}`;
}
