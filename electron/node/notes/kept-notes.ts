import { besideFile, dataFile, readNotes, writeNotes } from '#electron/node/notes/notes-file.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { type Note, noteTime } from '#shared/notes/note.ts';

/** Where the notes of one source may lie. */
export interface NotesPlace {
  readonly configDir: string;
  readonly evidenceSha256: string;
  /** The file or folder that was opened, absolute; null for what has none of its own. */
  readonly file: string | null;
}

interface Kept {
  readonly notes: readonly Note[];
  readonly beside: readonly Note[];
  readonly data: readonly Note[] | null;
}

/** Every note of this evidence, oldest first. */
export async function keptNotes(place: NotesPlace): Promise<Result<readonly Note[], AppError>> {
  const kept = await load(place);
  return kept.ok ? ok(kept.value.notes) : kept;
}

/** Reads again, changes, writes: what another window wrote meanwhile is not lost. Nothing is written where something cannot be read. */
export async function changeNotes(
  place: NotesPlace,
  to: (notes: readonly Note[]) => Result<readonly Note[], AppError>,
): Promise<Result<readonly Note[], AppError>> {
  const kept = await load(place);
  if (!kept.ok) return kept;
  const changed = to(kept.value.notes);
  if (!changed.ok) return changed;
  const notes = inOrder(changed.value);
  const { configDir, evidenceSha256, file } = place;
  const data = dataFile(configDir, evidenceSha256);
  if (file !== null && (await writeNotes(besideFile(file), evidenceSha256, notes)).ok) {
    // Now in one place.
    if (kept.value.data !== null) await writeNotes(data, evidenceSha256, []);
    return ok(notes);
  }
  const stays = kept.value.beside.find((b) => !notes.some(({ id }) => id === b.id));
  if (stays && file !== null) return err({ kind: 'write-failed', file: besideFile(file), reason: 'EACCES' });
  const written = await writeNotes(data, evidenceSha256, notes);
  return written.ok ? ok(notes) : written;
}

async function load({ configDir, evidenceSha256, file }: NotesPlace): Promise<Result<Kept, AppError>> {
  const beside = file === null ? ok(null) : await readNotes(besideFile(file), evidenceSha256);
  if (!beside.ok) return beside;
  const data = await readNotes(dataFile(configDir, evidenceSha256), evidenceSha256);
  if (!data.ok) return data;
  const latest = new Map<string, Note>();
  for (const note of [...(beside.value ?? []), ...(data.value ?? [])]) {
    const known = latest.get(note.id);
    if (!known || noteTime(note) > noteTime(known)) latest.set(note.id, note);
  }
  return ok({ notes: inOrder([...latest.values()]), beside: beside.value ?? [], data: data.value });
}

const inOrder = (notes: readonly Note[]): readonly Note[] => notes.toSorted((a, b) => a.writtenAt - b.writtenAt);
