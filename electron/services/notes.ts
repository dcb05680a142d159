import { randomUUID } from 'node:crypto';
import { changeNotes, keptNotes, type NotesPlace } from '#electron/node/notes/kept-notes.ts';
import type { OpenedSource, OpenSources } from '#electron/services/open-sources.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ReportNotes } from '#shared/export/notes.ts';
import type { Request } from '#shared/ipc/contract.ts';
import { msg, say } from '#shared/messages/index.ts';
import { type Note, notesLimit } from '#shared/notes/note.ts';

export interface Notes {
  /** The one way to a source's notes: what is shown and what is exported comes from here. */
  notesOf(sourceId: string): Promise<Result<readonly Note[], AppError>>;
  /** The same for something that leaves: notes that cannot be read are said to be there. */
  forExport(sourceId: string): Promise<ReportNotes>;
  put(request: Request<'notes.put'>): Promise<Result<Note, AppError>>;
  remove(request: Request<'notes.remove'>): Promise<Result<null, AppError>>;
  /** The source was saved as a bundle there: its notes go with it, and a capture's lie there from now on. */
  savedAs(sourceId: string, file: string): Promise<void>;
  /** A capture has ended: what was written while it ran is kept from now on. */
  settle(sourceId: string): Promise<void>;
  /** Settles when nothing is being written any more. */
  quiet(): Promise<unknown>;
}

export function createNotes(configDir: string, sources: OpenSources, now: () => number = Date.now): Notes {
  /** Of captures that still run: their evidence has no hash yet. */
  const early = new Map<string, readonly Note[]>();
  const saved = new Map<string, string>();
  let last: Promise<unknown> = Promise.resolve();

  /** One change after the other. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  }

  async function placeOf({ sourceId, client, file }: OpenedSource): Promise<Result<NotesPlace, AppError>> {
    const summary = await client.ask('query.summary', { sourceId });
    if (!summary.ok) return summary;
    const { evidenceSha256 } = summary.value;
    return ok({ configDir, evidenceSha256, file: saved.get(sourceId) ?? file });
  }

  async function change(
    sourceId: string,
    to: (notes: readonly Note[]) => Result<readonly Note[], AppError>,
  ): Promise<Result<readonly Note[], AppError>> {
    const source = sources.original(sourceId);
    if (!source.ok) return source;
    if (source.value.shown.complete) {
      const place = await placeOf(source.value);
      return place.ok ? changeNotes(place.value, (kept) => to(withEarly(sourceId, kept))) : place;
    }
    const changed = to(early.get(sourceId) ?? []);
    if (changed.ok) early.set(sourceId, changed.value);
    return changed;
  }

  function withEarly(sourceId: string, kept: readonly Note[]): readonly Note[] {
    return [...kept, ...(early.get(sourceId) ?? []).filter((e) => !kept.some((k) => k.id === e.id))];
  }

  async function notesOf(sourceId: string): Promise<Result<readonly Note[], AppError>> {
    const source = sources.original(sourceId);
    if (!source.ok) return source;
    if (!source.value.shown.complete) return ok(early.get(sourceId) ?? []);
    const place = await placeOf(source.value);
    if (!place.ok) return place;
    const kept = await keptNotes(place.value);
    return kept.ok ? ok(withEarly(sourceId, kept.value)) : kept;
  }

  return {
    notesOf: (sourceId) => inTurn(() => notesOf(sourceId)),

    async forExport(sourceId) {
      const notes = await inTurn(() => notesOf(sourceId));
      return notes.ok ? { state: 'notes', notes: notes.value } : { state: 'unreadable', error: notes.error };
    },

    put: ({ sourceId, id, about, text }) =>
      inTurn(async () => {
        const at = now();
        let note: Note = { id: id ?? randomUUID(), about, text, writtenAt: at, editedAt: null };
        const changed = await change(sourceId, (all) => {
          const before = all.find((n) => n.id === note.id);
          if (before) note = { ...note, writtenAt: before.writtenAt, editedAt: at };
          else if (all.length >= notesLimit)
            return err({ kind: 'usage', problem: say(msg('notes.too-many', { limit: notesLimit })) });
          return ok([...all.filter((n) => n.id !== note.id), note]);
        });
        return changed.ok ? ok(note) : changed;
      }),

    remove: ({ sourceId, id }) =>
      inTurn(async () => {
        const changed = await change(sourceId, (all) => ok(all.filter((n) => n.id !== id)));
        return changed.ok ? ok(null) : changed;
      }),

    savedAs: (sourceId, file) =>
      inTurn(async () => {
        const source = sources.original(sourceId);
        const notes = await notesOf(sourceId);
        if (!source.ok || !notes.ok || !source.value.shown.complete) return;
        const place = await placeOf(source.value);
        if (!place.ok) return;
        const there = { ...place.value, file };
        // A file of other notes there stays as it is, and these stay where they are.
        const moved = await changeNotes(there, () => notes);
        if (moved.ok && source.value.live) saved.set(sourceId, file);
      }),

    quiet: () => last,

    settle: (sourceId) =>
      inTurn(async () => {
        if (!early.get(sourceId)?.length) return;
        const kept = await change(sourceId, ok);
        if (kept.ok) early.delete(sourceId);
      }),
  };
}
