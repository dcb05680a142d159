import { useEffect } from 'react';
import { host } from '#renderer/platform/bridge.ts';
import { createStore, useStore } from '#renderer/store/create-store.ts';
import { redaction, whenTurned } from '#renderer/store/redaction.ts';
import type { AppError } from '#shared/base/errors.ts';
import { isAbout, type Note, type NoteAbout } from '#shared/notes/note.ts';

/** The engineer's notes on one source, oldest first. */
export interface SourceNotes {
  readonly notes: readonly Note[];
  /** They cannot be read, or could not be written. */
  readonly error: AppError | null;
}

const none: SourceNotes = { notes: [], error: null };
const bySource = createStore<ReadonlyMap<string, SourceNotes>>(new Map());

/** Notes of a source; asked for when a view first shows them. */
export function useNotes(sourceId: string): SourceNotes {
  useEffect(() => {
    if (!bySource.get().has(sourceId)) void refreshNotes(sourceId);
  }, [sourceId]);
  return useStore(bySource, (all) => all.get(sourceId) ?? none);
}

export async function refreshNotes(sourceId: string): Promise<void> {
  const { side } = redaction.get();
  const reply = await host().request('notes.list', { sourceId });
  if (redaction.get().side !== side) return;
  bySource.set((all) =>
    new Map(all).set(sourceId, reply.ok ? { notes: reply.value, error: null } : { notes: [], error: reply.error }),
  );
}

/** Null when it is written down. */
export async function putNote(
  sourceId: string,
  note: { readonly id: string | null; readonly about: NoteAbout; readonly text: string },
): Promise<AppError | null> {
  const reply = await host().request('notes.put', { sourceId, ...note });
  if (!reply.ok) return reply.error;
  await refreshNotes(sourceId);
  return null;
}

export async function removeNote(sourceId: string, id: string): Promise<AppError | null> {
  const reply = await host().request('notes.remove', { sourceId, id });
  if (!reply.ok) return reply.error;
  await refreshNotes(sourceId);
  return null;
}

export const notesAbout = (notes: readonly Note[], what: readonly Pick<NoteAbout, 'kind' | 'id'>[]): readonly Note[] =>
  notes.filter((note) => what.some((w) => isAbout(note, w)));

/** What was begun and not saved, so that a step aside loses no word. Kept while the window is open. */
export const drafts = new Map<string, string>();

/** They hold names, and are asked for anew when a view shows them on the other side of the switch. */
whenTurned(() => bySource.set(new Map()));

/** For the gallery: a scene starts without the notes of the one before. */
export const forgetNotes = (): void => bySource.set(new Map());
