import { constants } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { getSystemErrorMessage } from 'node:util';
import { attemptWrite, writeAtomically } from '#electron/node/bundle/write-file.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Note } from '#shared/notes/note.ts';
import { notesFileBytes, notesText, parseNotes } from '#shared/notes/notes-file.ts';

/** `db1.umb` -> `db1.umb.notes.json`; a directory's lie beside it too. */
export const besideFile = (file: string): string => `${path.resolve(file)}.notes.json`;

export const dataFile = (configDir: string, evidenceSha256: string): string =>
  path.join(configDir, 'notes', `${evidenceSha256}.json`);

/** Null: there is no such file. Never follows a link, never waits on a pipe, never reads more than a notes file can have. */
export async function readNotes(
  file: string,
  evidenceSha256: string,
): Promise<Result<readonly Note[] | null, AppError>> {
  const refuse = (trouble: Extract<AppError, { kind: 'notes-unreadable' }>['trouble'], reason = '') =>
    err({ kind: 'notes-unreadable', file, trouble, reason } as const);
  let text: string;
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = await handle.stat().then((s) => (s.isFile() ? s : { size: -1 }));
      if (size < 0) return refuse('not-notes');
      if (size > notesFileBytes) return refuse('too-large');
      const bytes = Buffer.alloc(size);
      const { bytesRead } = await handle.read(bytes, 0, size, 0);
      text = bytes.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { errno, code } = error as NodeJS.ErrnoException;
    if (errno === undefined) throw error;
    if (code === 'ENOENT') return ok(null);
    return code === 'ELOOP' ? refuse('not-notes') : refuse('unreadable', getSystemErrorMessage(errno));
  }
  const parsed = parseNotes(text, evidenceSha256);
  return parsed.ok ? parsed : refuse(parsed.error);
}

export const writeNotes = (
  file: string,
  evidenceSha256: string,
  notes: readonly Note[],
): Promise<Result<null, AppError>> =>
  attemptWrite(file, async () => {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    if (notes.length === 0) await rm(file, { force: true });
    else await writeAtomically(file, one(notesText(evidenceSha256, notes)));
    return null;
  });

async function* one(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
