import type { OverlayRow } from '#shared/derive/layer-tables.ts';
import { imageGroups } from '#shared/derive/layers/image-groups.ts';
import { plainTable } from '#shared/derive/rows/plain-table.ts';
import { type RowsQuery, type Table, windowRows } from '#shared/derive/rows/window-rows.ts';
import type { Rows } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';
import type { OverlayMount } from '#shared/model/layers.ts';
import type { Mount } from '#shared/model/mount.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Every overlay that is mounted, once for each superblock. Columns are the fields of `OverlayRow`. */
export const deriveOverlayRows = (analysis: Analysis, query: RowsQuery): Rows<OverlayRow> =>
  windowRows(overlayTable(analysis.model), query);

const tables = new WeakMap<HostModel, Table<OverlayRow, OverlayRow>>();

export function overlayTable(model: HostModel): Table<OverlayRow, OverlayRow> {
  const known = tables.get(model);
  if (known) return known;
  const wanted = new Set(model.overlays.map((o) => o.mounts[0]));
  const mounts = new Map(
    model.mounts.flatMap((m) => {
      const key = `${m.namespace}/${m.mountId}`;
      return wanted.has(key) ? [[key, m] as const] : [];
    }),
  );
  const table = plainTable(
    model.overlays.map((o) => rowOf(model, mounts, o)),
    {
      device: { of: (r) => r.device, exact: true },
      container: { of: (r) => r.container },
      mountPoint: { of: (r) => r.mountPoint },
      mounts: { of: (r) => r.mounts, exact: true },
      lowers: { of: (r) => r.lowers, exact: true },
      upper: { of: (r) => r.upper },
      state: { of: (r) => r.state },
    },
  );
  tables.set(model, table);
  return table;
}

function rowOf(model: HostModel, mounts: ReadonlyMap<string, Mount>, overlay: OverlayMount): OverlayRow {
  const { index } = imageGroups(model);
  const integrity = layerIntegrity(model);
  const damaged = overlay.lowerLayers.filter((k) => k !== null && integrity.get(k)?.verdict === 'damaged').length;
  const container = overlay.upperLayer === null ? undefined : index.containers.get(overlay.upperLayer)?.[0];
  const state = [
    ...(damaged > 0 ? [say(msg('layersfig.overlay.damaged', { n: damaged }))] : []),
    ...(overlay.cut ? [say(msg('layersfig.overlay.cut'))] : []),
    ...(overlay.upper === null ? [say(msg('layersfig.overlay.read-only'))] : []),
    ...(overlay.oneByOne ? [say(msg('layersfig.overlay.one-by-one'))] : []),
  ];
  return {
    key: overlay.device,
    device: overlay.device,
    container: container?.name ?? '',
    mounts: overlay.mounts.length,
    mountPoint: mounts.get(overlay.mounts[0] ?? '')?.shape.mountPoint ?? '',
    lowers: overlay.lowers.length,
    upper: overlay.upper ?? '',
    state: state.join(', '),
    trouble: damaged > 0 ? 'crit' : overlay.cut ? 'warn' : 'none',
    evidence: overlay.source,
  };
}
