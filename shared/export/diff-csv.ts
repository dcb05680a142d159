import type { Diff } from '#shared/derive/diff/diff.ts';
import { differenceTable } from '#shared/derive/diff/difference-rows.ts';
import { csvText } from '#shared/export/csv.ts';
import { cellOf } from '#shared/export/rows/cells.ts';
import { provenanceCells } from '#shared/export/rows/provenance.ts';
import { say } from '#shared/messages/index.ts';

/** Names of the columns: fixed, scripts rely on them. */
const columns = [
  'change',
  'kind',
  'name',
  'id',
  'before',
  'after',
  'source_before',
  'source_after',
  'because',
] as const;

/** One row for each difference, and for each reason why something could not be compared, so that no list can look like "the same". */
export function diffCsv(diff: Diff): string {
  const from = provenanceCells([
    { prefix: '', summary: diff.after },
    { prefix: 'before_', summary: diff.before },
  ]);
  const origin = from.map(([, value]) => value);
  const differences = differenceTable(diff).items.map((r) => [
    r.change,
    r.kind,
    r.name,
    r.id,
    r.before,
    r.after,
    cellOf(r.placeBefore),
    cellOf(r.placeAfter),
    '',
    ...origin,
  ]);
  const untold = diff.notComparable.map(({ kind, because }) => [
    'not-comparable',
    kind,
    '',
    '',
    '',
    '',
    '',
    '',
    say(because),
    ...origin,
  ]);
  return csvText([[...columns, ...from.map(([name]) => name)], ...differences, ...untold]);
}
