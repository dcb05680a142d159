import { z } from 'zod';
import { subjectKinds } from '#shared/model/subject.ts';

/** Notes of one source, and characters of one: what a person writes, with room to spare. */
export const notesLimit = 500;
export const noteLength = 8000;

/** What a note is about: a finding by its id, or an object as a finding's subject names it. Host words. */
export const NoteAbout = z.strictObject({
  kind: z.enum(['finding', ...subjectKinds]),
  id: z.string().min(1).max(8192),
  /** For readers of the file, and for reports of evidence that no longer has it. */
  name: z.string().max(4096),
});
export type NoteAbout = z.infer<typeof NoteAbout>;

export const NoteText = z
  .string()
  .max(noteLength)
  .refine((text) => text.trim() !== '');

export const Note = z.strictObject({
  id: z.uuid(),
  about: NoteAbout,
  text: NoteText,
  /** Local clock, ms since the epoch. */
  writtenAt: z.int().min(0),
  /** Null: as it was first written. */
  editedAt: z.int().min(0).nullable(),
});
export type Note = z.infer<typeof Note>;

/** Of an object of a host, whose names may be as long as it likes; null when its key is too long to be written on. */
export function aboutOf({ kind, id, name }: NoteAbout): NoteAbout | null {
  const parsed = NoteAbout.safeParse({ kind, id, name: name.slice(0, 4096) });
  return parsed.success ? parsed.data : null;
}

export const isAbout = (note: Note, { kind, id }: Pick<NoteAbout, 'kind' | 'id'>): boolean =>
  note.about.kind === kind && note.about.id === id;

/** The last time a person touched it. */
export const noteTime = ({ writtenAt, editedAt }: Note): number => editedAt ?? writtenAt;
