import type { LayerDifferenceRow } from '#shared/derive/layer-tables.ts';
import { sourcesOf } from '#shared/derive/layers/differences.ts';
import { imageGroups, imageName } from '#shared/derive/layers/image-groups.ts';
import { entryText, layerTitle } from '#shared/derive/layers/words.ts';
import { plainTable } from '#shared/derive/rows/plain-table.ts';
import { type RowsQuery, type Table, windowRows } from '#shared/derive/rows/window-rows.ts';
import type { Rows } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Every name on which an unpacked layer and its tar disagree. Columns are the fields of `LayerDifferenceRow`. */
export const deriveLayerDifferenceRows = (analysis: Analysis, query: RowsQuery): Rows<LayerDifferenceRow> =>
  windowRows(layerDifferenceTable(analysis.model), query);

const tables = new WeakMap<HostModel, Table<LayerDifferenceRow, LayerDifferenceRow>>();

export function layerDifferenceTable(model: HostModel): Table<LayerDifferenceRow, LayerDifferenceRow> {
  const known = tables.get(model);
  if (known) return known;
  const { index } = imageGroups(model);
  const rows = [...layerIntegrity(model).values()].flatMap(
    ({ layer: key, differences }): readonly LayerDifferenceRow[] => {
      const layer = index.layers.get(key);
      if (!layer || differences.length === 0) return [];
      const images = [...new Set((index.images.get(key) ?? []).map(imageName))].join(', ');
      const title = layerTitle(layer, index.stores.get(layer.store));
      return differences.map((d) => ({
        key: `${key}/${d.path}`,
        path: `/${d.path}`,
        verdict: say(msg(`layersfig.verdict.${d.kind}`)),
        inBlob: d.inTar === null ? '' : entryText(d.inTar),
        inFolder: d.inFolder === null ? '' : entryText(d.inFolder),
        layer: title,
        layerKey: key,
        images,
        folder: layer.folder,
        evidence: sourcesOf(model, layer, d)[0] ?? layer.source,
      }));
    },
  );
  const table = plainTable(rows, {
    path: { of: (r) => r.path },
    verdict: { of: (r) => r.verdict },
    inBlob: { of: (r) => r.inBlob },
    inFolder: { of: (r) => r.inFolder },
    layer: { of: (r) => r.layer },
    images: { of: (r) => r.images },
    folder: { of: (r) => r.folder },
  });
  tables.set(model, table);
  return table;
}
