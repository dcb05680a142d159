import { useRef } from 'react';
import type { GridColumn } from '#renderer/components/DataGrid.tsx';
import { count, size } from '#renderer/components/format.ts';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { Maybe, None } from '#renderer/components/Maybe.tsx';
import { openBlockMap, openDeviceMap, openEvidence } from '#renderer/components/open-subject.ts';
import { RowsTable } from '#renderer/components/RowsTable.tsx';
import { ShareGauge } from '#renderer/components/ShareGauge.tsx';
import { TroubleGlyph } from '#renderer/components/storage-marks.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { go, select, useWhere } from '#renderer/store/place.ts';
import { type TableProps, useTablePlace } from '#renderer/views/tables/table-place.ts';
import { type Absent, isAbsent } from '#shared/base/absent.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import type { MapTrouble, PoolRow } from '#shared/derive/device-map.ts';

/** Every thin pool of the kernel, with both of its gauges and its state in words. */
export function PoolsView({ sourceId, place }: TableProps) {
  const selection = useWhere((w) => w.selection);
  const current = useRef<PoolRow | null>(null);
  const table = useTablePlace(place);
  const selectedKey = selection?.kind === 'pool' ? selection.id : null;
  useKeys({
    r: () => current.current && openEvidence(current.current.evidence),
    t: () => openDeviceMap(selectedKey),
  });
  return (
    <section className="table-view" aria-label={t('ui.pools')}>
      <ViewHead title={t('ui.pools')} aside={t('ui.pools-aside')}>
        <button
          type="button"
          className="button"
          disabled={selectedKey === null}
          onClick={() =>
            selectedKey !== null && go({ view: 'thin-devices', filter: poolFilter(selectedKey), sort: null })
          }
        >
          {t('ui.its-devices')}
        </button>
        <button
          type="button"
          className="button"
          disabled={selectedKey === null}
          onClick={() => selectedKey !== null && openBlockMap(selectedKey, null)}
        >
          {t('ui.block-map')}
        </button>
      </ViewHead>
      <RowsTable
        channel="query.pools"
        name={t('ui.pools')}
        sourceId={sourceId}
        columns={columns}
        {...table}
        keyOf={(row) => row.key}
        selectedKey={selectedKey}
        subjectOf={(row) => ({ kind: 'pool', id: row.key })}
        onSelect={(row) => {
          current.current = row;
          select({ kind: 'pool', id: row.key, name: row.name });
        }}
        onOpen={(row) => openDeviceMap(row.device)}
      />
    </section>
  );
}

const poolFilter = (device: string): string => `pool:=${device}`;

const columns: readonly GridColumn<PoolRow>[] = [
  { id: 'device', header: t('ui.col.device'), width: '58px', cell: (p) => <HostText text={p.device} /> },
  {
    id: 'name',
    header: t('ui.col.pool'),
    width: 'minmax(178px, 1.3fr)',
    cell: (p) => <HostText text={p.name} className="medium" />,
  },
  {
    id: 'state',
    header: t('ui.col.state'),
    width: 'minmax(150px, 1.6fr)',
    cell: (p) => (
      <span className={`with-mark ${p.trouble}`} title={escapeForDisplay(p.state)}>
        <TroubleGlyph trouble={p.trouble} />
        <span className="cut">
          <Escaped text={p.state} />
        </span>
      </span>
    ),
  },
  {
    id: 'owner',
    header: t('ui.col.owner'),
    width: 'minmax(124px, 1fr)',
    cell: (p) => (p.owner === '' ? <None /> : <Escaped text={p.owner} />),
  },
  {
    id: 'dataUsed',
    header: t('ui.col.data'),
    width: '132px',
    cell: (p) => <Used share={p.dataUsed} text={p.dataText} full={p.trouble} />,
  },
  {
    id: 'metadataUsed',
    header: t('ui.col.metadata'),
    width: '128px',
    cell: (p) => <Used share={p.metadataUsed} text={p.metadataText} full={p.trouble} />,
  },
  {
    id: 'blockSize',
    header: t('ui.col.block-size'),
    width: '56px',
    right: true,
    cell: (p) => <Maybe value={p.blockSize}>{(n) => <span className="mono">{size(n)}</span>}</Maybe>,
  },
  {
    id: 'transactionId',
    header: t('ui.col.transaction'),
    width: '70px',
    right: true,
    cell: (p) => <Maybe value={p.transactionId}>{(n) => <span className="mono">{n}</span>}</Maybe>,
  },
  {
    id: 'devices',
    header: t('ui.col.devices'),
    width: '52px',
    right: true,
    cell: (p) => <span className="mono">{count(p.devices)}</span>,
  },
  {
    id: 'active',
    header: t('ui.col.active'),
    width: '42px',
    right: true,
    cell: (p) => <span className="mono">{count(p.active)}</span>,
  },
  {
    id: 'standsOn',
    header: t('ui.col.stands-on'),
    width: 'minmax(80px, 0.8fr)',
    cell: (p) => <HostText text={p.standsOn} className="t2" />,
  },
];

/** A share that is not known is hatched, and why stands beside it. The one that is full carries the pool's trouble. */
function Used({
  share,
  text,
  full,
}: {
  readonly share: number | Absent;
  readonly text: string;
  readonly full: MapTrouble;
}) {
  if (isAbsent(share)) {
    return (
      <span className="with-mark">
        <ShareGauge share={null} width={36} />
        <Maybe value={share} />
      </span>
    );
  }
  const trouble = share >= 0.8 ? (full === 'none' ? 'warn' : full) : 'none';
  return (
    <span className={`with-mark ${trouble}`}>
      <ShareGauge share={share} trouble={trouble} width={36} />
      <HostText text={text} />
    </span>
  );
}
