import { isAbsent, present } from '#shared/base/absent.ts';
import type { StoredLayerRow } from '#shared/derive/layer-tables.ts';
import { imageGroups, imageName } from '#shared/derive/layers/image-groups.ts';
import { plateOf } from '#shared/derive/layers/plates.ts';
import { engineName, shortDigest } from '#shared/derive/layers/words.ts';
import { plainTable } from '#shared/derive/rows/plain-table.ts';
import { type RowsQuery, type Table, windowRows } from '#shared/derive/rows/window-rows.ts';
import type { Rows } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';
import { joinStores, type LayerJoin } from '#shared/model/layers/store-join.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Every unpacked layer: in its engine's database, on the disk, mounted. Columns are the fields of `StoredLayerRow`. */
export const deriveStoredLayerRows = (analysis: Analysis, query: RowsQuery): Rows<StoredLayerRow> =>
  windowRows(storedLayerTable(analysis.model), query);

const tables = new WeakMap<HostModel, Table<StoredLayerRow, StoredLayerRow>>();
const rank = { crit: 0, warn: 1, none: 2 } as const;

export function storedLayerTable(model: HostModel): Table<StoredLayerRow, StoredLayerRow> {
  const known = tables.get(model);
  if (known) return known;
  const rows = joinStores(model)
    .map((j) => rowOf(model, j))
    .sort((a, b) => rank[a.trouble] - rank[b.trouble]);
  const yes = (value: StoredLayerRow['inDatabase']): string => (isAbsent(value) ? value.because : value ? 'yes' : 'no');
  const table = plainTable(rows, {
    id: { of: (r) => r.id },
    engine: { of: (r) => r.engine },
    role: { of: (r) => r.role },
    names: { of: (r) => r.names },
    chainId: { of: (r) => present(r.chainId) },
    verdict: { of: (r) => r.verdict },
    differences: { of: (r) => present(r.differences), exact: true },
    inDatabase: { of: (r) => yes(r.inDatabase), exact: true },
    onDisk: { of: (r) => yes(r.onDisk), exact: true },
    overlays: { of: (r) => r.overlays, exact: true },
    containers: { of: (r) => r.containers, exact: true },
    images: { of: (r) => r.images },
    folder: { of: (r) => r.folder },
  });
  tables.set(model, table);
  return table;
}

function rowOf(model: HostModel, { layer, store, inDatabase, onDisk, mounted, fault }: LayerJoin): StoredLayerRow {
  const groups = imageGroups(model);
  const plate = plateOf(groups, layer);
  const integrity = layerIntegrity(model).get(layer.key);
  const orphan = fault === 'orphan-folder' || fault === 'orphan-snapshot';
  return {
    key: layer.key,
    id: layer.id.length > 24 ? `${layer.id.slice(0, 12)}${layer.id.endsWith('-init') ? '-init' : ''}` : layer.id,
    engine: engineName(store),
    role: say(msg(`layersfig.role.${layer.role}`)),
    names: layer.names
      .map((n) => `${n.namespace ?? ''} ${n.name.startsWith('sha256:') ? shortDigest(n.name) : n.name}`.trim())
      .join(', '),
    chainId: isAbsent(layer.chainId) ? layer.chainId : shortDigest(layer.chainId),
    verdict: orphan
      ? say(msg(`layersfig.row.${fault}`))
      : plate.state === 'damaged'
        ? say(msg('layersfig.row.differ', { n: integrity?.differences.length ?? 0 }))
        : plate.says,
    trouble: orphan ? 'warn' : plate.trouble,
    differences:
      integrity && integrity.verdict !== 'not-compared'
        ? integrity.differences.length
        : (integrity?.because ?? { absent: 'not-applicable', because: plate.says }),
    inDatabase,
    onDisk,
    overlays: mounted.length,
    containers: (groups.index.containers.get(layer.key) ?? []).length,
    images: (groups.index.images.get(layer.key) ?? []).map(imageName).join(', '),
    folder: layer.folder,
    evidence: layer.source,
  };
}
