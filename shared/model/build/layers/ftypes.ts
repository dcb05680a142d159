import type { Evidence } from '#shared/model/build/evidence.ts';
import type { LayerStore } from '#shared/model/layers.ts';
import { parseStoreFilesystems } from '#shared/parsers/store-filesystems.ts';

const record = 'layer-folders/filesystems';

/** Says of each store on an xfs whether that keeps the type of a name. */
export function withFtypes(evidence: Evidence, stores: readonly LayerStore[]): readonly LayerStore[] {
  const found = new Map(evidence.rows(record, parseStoreFilesystems).map((row) => [row.path, row] as const));
  return stores.map((store) => {
    const row = found.get(store.path);
    return row?.ftype == null
      ? store
      : { ...store, ftype: { kept: row.ftype, source: { evidence: record, line: row.line } } };
  });
}
