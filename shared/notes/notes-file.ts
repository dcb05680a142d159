import { z } from 'zod';
import type { NotesTrouble } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { Note, notesLimit } from '#shared/notes/note.ts';

const version = 1;
/** A file of every note at its longest, each character escaped, is below. */
export const notesFileBytes = 32 * 1024 * 1024;

const Head = z.object({ format: z.literal('undermount-notes'), version: z.int() });
const NotesFile = z.strictObject({
  format: z.literal('undermount-notes'),
  version: z.literal(version),
  /** Of the evidence they are about: a file that came to lie beside other evidence says nothing about it. */
  evidenceSha256: z.string().regex(/^[0-9a-f]{64}$/),
  notes: z.array(Note).max(notesLimit),
});

export const notesText = (evidenceSha256: string, notes: readonly Note[]): string =>
  `${JSON.stringify({ format: 'undermount-notes', version, evidenceSha256, notes }, null, 2)}\n`;

/** All or nothing: a file that is not wholly ours is not written over, so no note of it may be lost unseen. */
export function parseNotes(text: string, evidenceSha256: string): Result<readonly Note[], NotesTrouble> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return err('torn');
  }
  const head = Head.safeParse(raw);
  if (!head.success) return err('not-notes');
  if (head.data.version > version) return err('too-new');
  const parsed = NotesFile.safeParse(raw);
  if (!parsed.success) return err('not-notes');
  const { notes } = parsed.data;
  if (parsed.data.evidenceSha256 !== evidenceSha256) return err('other-evidence');
  return new Set(notes.map(({ id }) => id)).size === notes.length ? ok(notes) : err('not-notes');
}
