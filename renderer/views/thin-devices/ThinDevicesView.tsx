import { useRef } from 'react';
import type { GridColumn } from '#renderer/components/DataGrid.tsx';
import { size } from '#renderer/components/format.ts';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { Maybe, None } from '#renderer/components/Maybe.tsx';
import { openBlockMap, openChain, openDeviceMap, openEvidence } from '#renderer/components/open-subject.ts';
import { RowsTable } from '#renderer/components/RowsTable.tsx';
import { ShareGauge } from '#renderer/components/ShareGauge.tsx';
import { OwnerGlyph, TroubleGlyph } from '#renderer/components/storage-marks.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { go, select, useWhere } from '#renderer/store/place.ts';
import { type TableProps, useTablePlace } from '#renderer/views/tables/table-place.ts';
import { isAbsent } from '#shared/base/absent.ts';
import type { ThinDeviceRow } from '#shared/derive/device-map.ts';

/** Every thin device, active or only written down somewhere, with its owner and what its removal gives back. */
export function ThinDevicesView({ sourceId, place }: TableProps) {
  const selection = useWhere((w) => w.selection);
  const current = useRef<ThinDeviceRow | null>(null);
  const table = useTablePlace(place);
  const selected = selection?.kind === 'thin-device' ? selection : null;
  const poolOf = (key: string) => key.split('/')[0] ?? '';
  useKeys({
    r: () => current.current && openEvidence(current.current.evidence),
    t: () => openDeviceMap(selected && poolOf(selected.id)),
  });
  const onSelected = (what: (key: string) => void) => () => selected && what(selected.id);
  return (
    <section className="table-view" aria-label={t('ui.thin-devices')}>
      <ViewHead title={t('ui.thin-devices')} aside={t('ui.thin-devices-aside')}>
        <button type="button" className="button" disabled={!selected} onClick={onSelected(openChain)}>
          {t('ui.open-chain')}
        </button>
        <button
          type="button"
          className="button"
          disabled={!selected}
          onClick={onSelected((needle) => go({ view: 'who', needle }))}
        >
          {t('ui.who')}
        </button>
        <button
          type="button"
          className="button"
          disabled={!selected}
          onClick={onSelected((key) => openBlockMap(poolOf(key), key))}
        >
          {t('ui.block-map')}
        </button>
      </ViewHead>
      <RowsTable
        channel="query.thinDevices"
        name={t('ui.thin-devices')}
        sourceId={sourceId}
        columns={columns}
        {...table}
        keyOf={(row) => row.key}
        selectedKey={selected?.id ?? null}
        subjectOf={(row) => ({ kind: 'thin-device', id: row.key })}
        onSelect={(row) => {
          current.current = row;
          select({ kind: 'thin-device', id: row.key, name: nameOf(row) });
        }}
        onOpen={(row) => openChain(row.key)}
      />
    </section>
  );
}

const nameOf = ({ id, owner, dmName }: ThinDeviceRow): string =>
  owner !== '' ? owner : dmName !== '' ? dmName : isAbsent(id) ? '' : String(id);

const columns: readonly GridColumn<ThinDeviceRow>[] = [
  {
    id: 'id',
    header: t('ui.col.thin-id'),
    width: '70px',
    right: true,
    cell: (d) => <Maybe value={d.id}>{(n) => <span className="mono medium">{n}</span>}</Maybe>,
  },
  {
    id: 'device',
    header: t('ui.col.device'),
    width: '66px',
    cell: (d) => (d.device === '' ? <span className="t3">{t('ui.inactive')}</span> : <HostText text={d.device} />),
  },
  {
    id: 'poolName',
    header: t('ui.col.pool'),
    width: 'minmax(120px, 1fr)',
    cell: (d) => <HostText text={d.poolName} className="t2" />,
  },
  {
    id: 'owner',
    header: t('ui.col.owner'),
    width: 'minmax(150px, 1.4fr)',
    cell: (d) => (
      <span className={`with-mark ${d.ownerKind === 'nobody' ? 'warn' : ''}`}>
        <OwnerGlyph shape={d.ownerKind} />
        <span className="cut">
          <Escaped text={d.owner} />
        </span>
      </span>
    ),
  },
  {
    id: 'image',
    header: t('ui.col.image'),
    width: 'minmax(100px, 1fr)',
    cell: (d) => (d.image === '' ? <None /> : <HostText text={d.image} className="t2" />),
  },
  {
    id: 'state',
    header: t('ui.col.state'),
    width: 'minmax(110px, 0.9fr)',
    cell: (d) => (
      <span className={`with-mark ${d.trouble}`}>
        <TroubleGlyph trouble={d.trouble} />
        <span className="cut">
          <Escaped text={d.state} />
        </span>
      </span>
    ),
  },
  {
    id: 'mapped',
    header: t('ui.col.mapped'),
    width: '148px',
    cell: (d) => <Mapped row={d} />,
  },
  {
    id: 'size',
    header: t('ui.col.size'),
    width: '70px',
    right: true,
    cell: (d) => <Maybe value={d.size}>{(n) => <span className="mono">{size(n)}</span>}</Maybe>,
  },
  {
    id: 'frees',
    header: t('ui.col.frees'),
    width: '86px',
    right: true,
    cell: (d) => <Maybe value={d.frees}>{(n) => <span className="mono">{size(n)}</span>}</Maybe>,
  },
  {
    id: 'heldBy',
    header: t('ui.col.held-by'),
    width: 'minmax(90px, 0.8fr)',
    cell: (d) => (d.heldBy === '' ? <None /> : <Escaped text={d.heldBy} />),
  },
  {
    id: 'knownFrom',
    header: t('ui.col.known-from'),
    width: 'minmax(110px, 1fr)',
    cell: (d) => (
      <span className="t3">
        <Escaped text={d.knownFrom} />
      </span>
    ),
  },
];

function Mapped({ row: { mapped, size: whole, trouble } }: { readonly row: ThinDeviceRow }) {
  if (isAbsent(mapped)) return <Maybe value={mapped} />;
  const share = isAbsent(whole) || whole === 0 ? null : mapped / whole;
  return (
    <span className="with-mark">
      <ShareGauge
        share={share}
        trouble={share !== null && share >= 0.8 ? (trouble === 'none' ? 'warn' : trouble) : 'none'}
      />
      <span className="mono">{size(mapped)}</span>
    </span>
  );
}
