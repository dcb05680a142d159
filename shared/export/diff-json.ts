import type { Diff, DiffRow } from '#shared/derive/diff/diff.ts';
import type { DiffJson } from '#shared/export/schemas.ts';
import type { Language } from '#shared/messages/index.ts';
import { say } from '#shared/messages/index.ts';

/** The answer of `diff --json` (schema `undermount.diff/1`). Host words are as they came, not escaped. */
export const diffJson = (diff: Diff, language: Language = 'en'): DiffJson => ({
  schema: 'undermount.diff/1',
  new: diff.new.map(rowFields),
  gone: diff.gone.map(rowFields),
  changed: diff.changed.map(({ kind, id, name, before, after }) => ({ kind, id, name, before, after })),
  notComparable: diff.notComparable.map(({ kind, because }) => ({ kind, because: say(because, language) })),
});

const rowFields = ({ kind, id, name, facts }: DiffRow) => ({ kind, id, name, facts });
