import { isAbsent, present } from '#shared/base/absent.ts';
import type { StoredImageRow } from '#shared/derive/layer-tables.ts';
import { imageGroups, imageName } from '#shared/derive/layers/image-groups.ts';
import { engineWord } from '#shared/derive/layers/stored-side.ts';
import { shortDigest } from '#shared/derive/layers/words.ts';
import { plainTable } from '#shared/derive/rows/plain-table.ts';
import { type RowsQuery, type Table, windowRows } from '#shared/derive/rows/window-rows.ts';
import type { Rows } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';
import { layersOnTop } from '#shared/model/layers/layer-index.ts';
import type { StoredImage } from '#shared/model/layers.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Every image of every engine and containerd namespace, those in trouble first. Columns are the fields of `StoredImageRow`. */
export const deriveStoredImageRows = (analysis: Analysis, query: RowsQuery): Rows<StoredImageRow> =>
  windowRows(storedImageTable(analysis.model), query);

const tables = new WeakMap<HostModel, Table<StoredImageRow, StoredImageRow>>();

export function storedImageTable(model: HostModel): Table<StoredImageRow, StoredImageRow> {
  const known = tables.get(model);
  if (known) return known;
  const rows = imageGroups(model).groups.flatMap((g) => g.images.map((i) => rowOf(model, i)));
  const table = plainTable(rows, {
    name: { of: (r) => r.name },
    engine: { of: (r) => r.engine },
    namespace: { of: (r) => r.namespace },
    id: { of: (r) => r.id },
    layers: { of: (r) => present(r.layers), exact: true },
    unpacked: { of: (r) => r.unpacked, exact: true },
    damaged: { of: (r) => r.damaged, exact: true },
    verdict: { of: (r) => r.verdict },
    containers: { of: (r) => r.containers, exact: true },
  });
  tables.set(model, table);
  return table;
}

function rowOf(model: HostModel, image: StoredImage): StoredImageRow {
  const { index, gone } = imageGroups(model);
  const integrity = layerIntegrity(model);
  const keys = index.layersOfImage(image);
  const damaged = keys.filter((k) => integrity.get(k)?.verdict === 'damaged' || gone.has(k)).length;
  const open = keys.filter((k) => integrity.get(k)?.verdict === 'not-compared' && !gone.has(k)).length;
  const top = keys.at(-1);
  const containers =
    top === undefined ? 0 : layersOnTop(index, top).reduce((n, l) => n + (index.containers.get(l.key) ?? []).length, 0);
  return {
    key: image.key,
    name: imageName(image),
    engine: engineWord(image),
    namespace: image.namespace ?? '',
    id: isAbsent(image.config) ? '' : shortDigest(image.config),
    layers: isAbsent(image.layers) ? image.layers : image.layers.length,
    unpacked: keys.length,
    damaged,
    verdict: say(
      damaged > 0
        ? msg('layersfig.row.damaged', { n: damaged })
        : keys.length === 0
          ? msg('layersfig.row.not-unpacked')
          : open > 0
            ? msg('layersfig.row.not-compared', { n: open })
            : msg('layersfig.row.packed'),
    ),
    trouble: damaged > 0 ? 'crit' : 'none',
    containers,
    evidence: image.sources[0]!,
  };
}
