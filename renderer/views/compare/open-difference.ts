import { openSubjectIn } from '#renderer/components/open-subject.ts';
import { go } from '#renderer/store/place.ts';
import type { Pair } from '#renderer/views/compare/sides.ts';
import type { DiffPlace } from '#shared/derive/diff/diff.ts';
import type { DifferenceRow } from '#shared/derive/diff/difference-rows.ts';

/** Goes to the object in the capture that has it; of a change, in the later one. */
export function openDifference(row: DifferenceRow, { sourceId, before }: Pair): void {
  if (row.placeAfter) openAt(row.name, row.placeAfter, sourceId);
  else if (row.placeBefore) openAt(row.name, row.placeBefore, before);
}

export function openAt(name: string, { open }: DiffPlace, sourceId: string): void {
  if (!open) return;
  const { kind, id } = open;
  if (kind === 'finding') go({ view: 'findings', finding: id }, { sourceId, selection: null });
  else openSubjectIn(sourceId, { kind, id, name });
}
