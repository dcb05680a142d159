import { jsonLine } from '#shared/export/json-text.ts';
import { provenanceJson } from '#shared/export/rows/provenance.ts';
import type { LeavingRows, RowsWriter } from '#shared/export/rows/rows-text.ts';

/** Schema `undermount.rows/1`: a row is a line of its own, with the fields it has in the window; `cut` where not all are there. */
export function jsonWriter({ table, chosen, filter, from }: LeavingRows): RowsWriter {
  const [after, before] = [from.find((p) => p.prefix === '')!, from.find((p) => p.prefix === 'before_')];
  const about = {
    schema: 'undermount.rows/1',
    table,
    ...provenanceJson(after),
    ...(before ? { before: provenanceJson(before) } : {}),
    filter,
    chosen: chosen.count,
    matching: chosen.matching,
    total: chosen.total,
  };
  return {
    head: `${jsonLine(about).slice(0, -1)},"rows":[\n`,
    row: (row, first) => `${first ? '' : ',\n'}${jsonLine(row)}`,
    foot: (written) => `\n],"written":${written},"cut":${written < chosen.count}}\n`,
  };
}
