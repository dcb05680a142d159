import { isAbsent, present } from '#shared/base/absent.ts';
import type { PoolRow } from '#shared/derive/device-map.ts';
import type { RowsQuery, Table } from '#shared/derive/rows/window-rows.ts';
import { windowRows } from '#shared/derive/rows/window-rows.ts';
import { standsOn } from '#shared/derive/thin/pool-facts.ts';
import { ownerText, poolGauges, poolState } from '#shared/derive/thin/pool-state.ts';
import { shareOf } from '#shared/derive/thin/sizes.ts';
import type { Rows } from '#shared/derive/view-types.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ThinPool } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Every thin pool. Columns to filter and sort by are the fields of `PoolRow`. */
export const derivePoolRows = (analysis: Analysis, query: RowsQuery): Rows<PoolRow> =>
  windowRows(poolTable(analysis.model), query);

function poolRow(model: HostModel, pool: ThinPool): PoolRow {
  const { state, why, trouble } = poolState(pool);
  const gauges = poolGauges(pool);
  const status = present(pool.status);
  const devices = thinIndex(model).devicesOf.get(pool.device) ?? [];
  const missing = isAbsent(pool.status) ? pool.status : ({ absent: 'unreadable', because: gauges.data.text } as const);
  return {
    key: pool.device,
    device: pool.device,
    name: pool.dmName,
    state: why === '' ? state : `${state}, ${why}`,
    trouble,
    owner: ownerText(model, pool),
    dataUsed: status?.state === 'active' ? (shareOf(status.usedData, status.totalData) ?? missing) : missing,
    dataText: gauges.data.text,
    metadataUsed:
      status?.state === 'active' ? (shareOf(status.usedMetadata, status.totalMetadata) ?? missing) : missing,
    metadataText: gauges.metadata.text,
    blockSize: isAbsent(pool.table) ? pool.table : pool.table.blockSize * 512,
    transactionId: status?.state === 'active' ? status.transactionId : missing,
    devices: devices.length,
    active: devices.filter((d) => (present(d.active) ?? []).length > 0).length,
    standsOn: standsOn(model, pool),
    evidence: status?.source ?? pool.source,
  };
}

const tables = new WeakMap<HostModel, Table<PoolRow, PoolRow>>();

export function poolTable(model: HostModel): Table<PoolRow, PoolRow> {
  const known = tables.get(model);
  if (known) return known;
  const exact = (value: (row: PoolRow) => string | number | null) => ({ value, exact: true });
  const text = (value: (row: PoolRow) => string | number | null) => ({ value, exact: false });
  const table: Table<PoolRow, PoolRow> = {
    items: model.thinPools.map((pool) => poolRow(model, pool)),
    keyOf: (r) => r.key,
    columns: {
      device: exact((r) => r.device),
      name: text((r) => r.name),
      state: text((r) => r.state),
      owner: text((r) => r.owner),
      dataUsed: exact((r) => present(r.dataUsed)),
      metadataUsed: exact((r) => present(r.metadataUsed)),
      blockSize: exact((r) => present(r.blockSize)),
      transactionId: exact((r) => present(r.transactionId)),
      devices: exact((r) => r.devices),
      active: exact((r) => r.active),
      standsOn: text((r) => r.standsOn),
    },
    ownText: (r) => `${r.device} ${r.name} ${r.state} ${r.owner} ${r.dataText} ${r.metadataText} ${r.standsOn}`,
    ownMayHave: null,
    shared: null,
    toRow: (r) => r,
    orders: new Map(),
  };
  tables.set(model, table);
  return table;
}
