import type { GridColumn } from '#renderer/components/DataGrid.tsx';
import { count, size } from '#renderer/components/format.ts';
import { Escaped } from '#renderer/components/HostText.tsx';
import { TroubleGlyph } from '#renderer/components/storage-marks.tsx';
import { t } from '#renderer/components/words.ts';
import type { Sort } from '#renderer/store/place.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import type { BlockMapDevice } from '#shared/derive/block-map.ts';

type Column = keyof Pick<BlockMapDevice, 'id' | 'owner' | 'state' | 'mapped' | 'own' | 'frees'>;

/** As given (what frees most first), or by a column. */
export function sorted(devices: readonly BlockMapDevice[], sort: Sort | null): readonly BlockMapDevice[] {
  if (!sort) return devices;
  const column = sort.column as Column;
  const sign = sort.descending ? -1 : 1;
  return [...devices].sort((a, b) => {
    const [x, y] = [a[column], b[column]];
    return (
      sign *
      (typeof x === 'number' && typeof y === 'number'
        ? x - y
        : String(x) < String(y)
          ? -1
          : String(x) > String(y)
            ? 1
            : 0)
    );
  });
}

/** `most`: blocks of the device that maps most, to which the bars are drawn. */
export const columnsFor = (most: number, blockSize: number): readonly GridColumn<BlockMapDevice>[] => [
  {
    id: 'id',
    header: t('ui.col.thin-id'),
    width: '42px',
    right: true,
    cell: (d) => <span className="mono medium">{d.id}</span>,
  },
  {
    id: 'owner',
    header: t('ui.col.owner'),
    width: 'minmax(84px, 1fr)',
    cell: (d) => (
      <span className={d.ownerShape === 'nobody' ? 'warn' : ''} title={escapeForDisplay(d.owner)}>
        <Escaped text={d.owner} />
      </span>
    ),
  },
  {
    id: 'state',
    header: t('ui.col.state'),
    width: '62px',
    cell: (d) => (
      <span className={`with-mark small ${d.trouble === 'none' ? 't2' : d.trouble}`}>
        <TroubleGlyph trouble={d.trouble} />
        <span className="cut">
          <Escaped text={d.state} />
        </span>
      </span>
    ),
  },
  {
    id: 'share',
    header: t('ui.col.share'),
    width: '50px',
    sortable: false,
    cell: (d) => <SplitBar own={d.own} mapped={d.mapped} most={most} />,
  },
  {
    id: 'mapped',
    header: t('ui.col.mapped'),
    width: '44px',
    right: true,
    cell: (d) => <span className="mono">{count(d.mapped)}</span>,
  },
  {
    id: 'own',
    header: t('ui.col.own'),
    width: '42px',
    right: true,
    cell: (d) => <span className="mono">{count(d.own)}</span>,
  },
  {
    id: 'frees',
    header: t('ui.col.frees'),
    width: '56px',
    right: true,
    cell: (d) => <span className="mono">{size(d.frees * blockSize)}</span>,
  },
];

const longest = 48;

/** Its own blocks and, after them, those it shares. */
function SplitBar({ own, mapped, most }: { readonly own: number; readonly mapped: number; readonly most: number }) {
  const length = (blocks: number) => (blocks === 0 ? 0 : Math.max(1, (blocks / most) * longest));
  return (
    <svg className="split-bar" width={longest + 2} height="9" aria-hidden="true">
      <rect className="own" x="0" y="0.5" width={length(own)} height="8" />
      <rect className="shared" x={length(own)} y="0.5" width={length(mapped - own)} height="8" />
    </svg>
  );
}
