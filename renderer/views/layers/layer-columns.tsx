import type { GridColumn } from '#renderer/components/DataGrid.tsx';
import { count } from '#renderer/components/format.ts';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { Maybe, None, Nothing } from '#renderer/components/Maybe.tsx';
import { TroubleGlyph } from '#renderer/components/storage-marks.tsx';
import { t } from '#renderer/components/words.ts';
import { type Absent, isAbsent } from '#shared/base/absent.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import type { MapTrouble } from '#shared/derive/device-map.ts';
import type { LayerDifferenceRow, OverlayRow, StoredImageRow, StoredLayerRow } from '#shared/derive/layer-tables.ts';
import { shortPath } from '#shared/derive/short-path.ts';

const text = (value: string) => (value === '' ? <None /> : <Escaped text={value} />);
const host = (value: string) => (value === '' ? <None /> : <HostText text={value} />);
/** What differs stands at the end of these paths; the whole one is in the tooltip. */
const tail = (value: string) =>
  value === '' ? (
    <None />
  ) : (
    <span title={escapeForDisplay(value)}>
      <HostText text={shortPath(value, 34)} />
    </span>
  );
const number = (value: number) => <span className="mono">{count(value)}</span>;
const verdict = (value: string, trouble: MapTrouble) => (
  <span className={`with-mark ${trouble}`}>
    <TroubleGlyph trouble={trouble} />
    <span className="cut">
      <Escaped text={value} />
    </span>
  </span>
);
const yes = (value: boolean | Absent) =>
  isAbsent(value) ? (
    <Nothing absent={value} />
  ) : (
    <span className={value ? 't2' : 'crit'}>{value ? t('ui.yes') : t('ui.no')}</span>
  );

export const imageColumns: readonly GridColumn<StoredImageRow>[] = [
  {
    id: 'name',
    header: t('ui.col.image'),
    width: 'minmax(220px, 2fr)',
    cell: (r) => <HostText text={r.name} className="medium" />,
  },
  { id: 'engine', header: t('ui.col.engine'), width: '110px', cell: (r) => text(r.engine) },
  { id: 'namespace', header: t('ui.col.namespace'), width: '100px', cell: (r) => host(r.namespace) },
  { id: 'id', header: t('ui.col.config'), width: '116px', cell: (r) => host(r.id) },
  {
    id: 'layers',
    header: t('ui.col.layers'),
    width: '70px',
    right: true,
    cell: (r) => <Maybe value={r.layers}>{number}</Maybe>,
  },
  { id: 'unpacked', header: t('ui.col.unpacked'), width: '82px', right: true, cell: (r) => number(r.unpacked) },
  {
    id: 'verdict',
    header: t('ui.col.verdict'),
    width: 'minmax(150px, 1fr)',
    cell: (r) => verdict(r.verdict, r.trouble),
  },
  { id: 'containers', header: t('ui.col.containers'), width: '90px', right: true, cell: (r) => number(r.containers) },
];

export const storedLayerColumns: readonly GridColumn<StoredLayerRow>[] = [
  { id: 'id', header: t('ui.col.id'), width: '120px', cell: (r) => <HostText text={r.id} className="medium" /> },
  { id: 'engine', header: t('ui.col.engine'), width: '96px', cell: (r) => text(r.engine) },
  { id: 'role', header: t('ui.col.role'), width: '104px', cell: (r) => text(r.role) },
  {
    id: 'verdict',
    header: t('ui.col.verdict'),
    width: 'minmax(156px, 1.3fr)',
    cell: (r) => verdict(r.verdict, r.trouble),
  },
  { id: 'images', header: t('ui.col.image'), width: 'minmax(130px, 1.2fr)', cell: (r) => host(r.images) },
  { id: 'names', header: t('ui.col.names'), width: 'minmax(110px, 1fr)', cell: (r) => host(r.names) },
  {
    id: 'differences',
    header: t('ui.col.differ'),
    width: '64px',
    right: true,
    cell: (r) => <Maybe value={r.differences}>{number}</Maybe>,
  },
  { id: 'inDatabase', header: t('ui.col.in-database'), width: '80px', cell: (r) => yes(r.inDatabase) },
  { id: 'onDisk', header: t('ui.col.on-disk'), width: '66px', cell: (r) => yes(r.onDisk) },
  { id: 'overlays', header: t('ui.col.mounted'), width: '70px', right: true, cell: (r) => number(r.overlays) },
  { id: 'containers', header: t('ui.col.containers'), width: '82px', right: true, cell: (r) => number(r.containers) },
];

export const overlayColumns: readonly GridColumn<OverlayRow>[] = [
  { id: 'device', header: t('ui.col.device'), width: '66px', cell: (r) => <HostText text={r.device} /> },
  { id: 'container', header: t('ui.col.container'), width: 'minmax(120px, 0.8fr)', cell: (r) => host(r.container) },
  { id: 'mountPoint', header: t('ui.col.mount-point'), width: 'minmax(200px, 1.6fr)', cell: (r) => tail(r.mountPoint) },
  { id: 'mounts', header: t('ui.col.mounts'), width: '66px', right: true, cell: (r) => number(r.mounts) },
  { id: 'lowers', header: t('ui.col.lowers'), width: '66px', right: true, cell: (r) => number(r.lowers) },
  { id: 'upper', header: t('ui.col.upper'), width: 'minmax(200px, 1.6fr)', cell: (r) => tail(r.upper) },
  {
    id: 'state',
    header: t('ui.col.state'),
    width: 'minmax(140px, 1fr)',
    cell: (r) => (r.state === '' ? <None /> : verdict(r.state, r.trouble)),
  },
];

export const differenceColumns: readonly GridColumn<LayerDifferenceRow>[] = [
  {
    id: 'path',
    header: t('ui.col.path'),
    width: 'minmax(200px, 1.4fr)',
    cell: (r) => <HostText text={r.path} className="medium" />,
  },
  { id: 'verdict', header: t('ui.col.verdict'), width: '124px', cell: (r) => verdict(r.verdict, 'crit') },
  { id: 'inBlob', header: t('ui.col.in-blob'), width: 'minmax(170px, 1fr)', cell: (r) => host(r.inBlob) },
  { id: 'inFolder', header: t('ui.col.in-folder'), width: 'minmax(170px, 1fr)', cell: (r) => host(r.inFolder) },
  { id: 'layer', header: t('ui.col.layer'), width: '140px', cell: (r) => text(r.layer) },
  { id: 'images', header: t('ui.col.image'), width: 'minmax(150px, 1fr)', cell: (r) => host(r.images) },
];
