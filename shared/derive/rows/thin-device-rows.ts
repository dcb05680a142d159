import { isAbsent, present } from '#shared/base/absent.ts';
import { sharesOf } from '#shared/derive/blocks/block-shares.ts';
import type { ThinDeviceRow } from '#shared/derive/device-map.ts';
import type { RowsQuery, Table } from '#shared/derive/rows/window-rows.ts';
import { windowRows } from '#shared/derive/rows/window-rows.ts';
import { mapRow } from '#shared/derive/thin/map-row.ts';
import { mappedBytes } from '#shared/derive/thin/sizes.ts';
import type { Rows } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ThinDevice } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Every thin device, active or only written down. Columns to filter and sort by are the fields of `ThinDeviceRow`. */
export const deriveThinDeviceRows = (analysis: Analysis, query: RowsQuery): Rows<ThinDeviceRow> =>
  windowRows(thinDeviceTable(analysis), query);

function thinRow(analysis: Analysis, device: ThinDevice): ThinDeviceRow {
  const { model } = analysis;
  const index = thinIndex(model);
  const row = mapRow(analysis, device);
  const pool = index.pool.get(device.pool);
  const shares = sharesOf(model, device);
  const blockSize = pool && !isAbsent(pool.table) ? pool.table.blockSize * 512 : null;
  const { mapped, size } = mappedBytes(device);
  return {
    key: device.key,
    pool: device.pool,
    poolName: pool?.dmName ?? device.pool,
    id: device.id,
    device: row.device,
    dmName: (present(device.active) ?? [])[0]?.dmName ?? '',
    state: row.state !== '' ? row.state : row.slot === 'group' ? '' : say(msg(`devmap.slot.${row.slot}`)),
    trouble: row.trouble,
    ownerKind: row.ownerShape,
    owner: row.owner,
    image: row.image,
    size,
    mapped: isAbsent(mapped) && !isAbsent(shares) && blockSize !== null ? shares.mapped * blockSize : mapped,
    frees: isAbsent(shares)
      ? shares
      : blockSize === null
        ? { absent: 'not-collected', because: 'dm-table' }
        : shares.own * blockSize,
    knownFrom: [...new Set(device.knownFrom.map((k) => say(msg(`devmap.known.${k.from}`))))].join(', '),
    heldBy: row.blocked ? say(msg('devmap.held-more', row.blocked)) : '',
    evidence: device.source,
  };
}

const tables = new WeakMap<Analysis, Table<ThinDevice, ThinDeviceRow>>();

export function thinDeviceTable(analysis: Analysis): Table<ThinDevice, ThinDeviceRow> {
  const known = tables.get(analysis);
  if (known) return known;
  const rows = new Map<string, ThinDeviceRow>();
  const row = (d: ThinDevice) => {
    let made = rows.get(d.key);
    if (!made) rows.set(d.key, (made = thinRow(analysis, d)));
    return made;
  };
  const exact = (value: (row: ThinDeviceRow) => string | number | null) => ({
    value: (d: ThinDevice) => value(row(d)),
    exact: true,
  });
  const text = (value: (row: ThinDeviceRow) => string | number | null) => ({ ...exact(value), exact: false });
  const table: Table<ThinDevice, ThinDeviceRow> = {
    items: analysis.model.thinDevices,
    keyOf: (d) => d.key,
    columns: {
      pool: exact((r) => r.pool),
      poolName: text((r) => r.poolName),
      id: exact((r) => present(r.id)),
      device: exact((r) => r.device),
      dmName: text((r) => r.dmName),
      state: text((r) => r.state),
      ownerKind: text((r) => r.ownerKind),
      owner: text((r) => r.owner),
      image: text((r) => r.image),
      size: exact((r) => present(r.size)),
      mapped: exact((r) => present(r.mapped)),
      frees: exact((r) => present(r.frees)),
      knownFrom: text((r) => r.knownFrom),
      heldBy: text((r) => r.heldBy),
    },
    ownText: (d) => {
      const r = row(d);
      return `${r.key} ${r.poolName} ${r.device} ${r.dmName} ${r.state} ${r.owner} ${r.image} ${r.knownFrom} ${r.heldBy}`;
    },
    ownMayHave: null,
    shared: null,
    toRow: row,
    orders: new Map(),
  };
  tables.set(analysis, table);
  return table;
}
