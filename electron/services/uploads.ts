import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';

/** Bytes of one upload. Sosreports of the largest hosts stay below; what is larger is copied to the machine and opened there. */
const uploadLimit = 8 * 1024 ** 3;
const uploadsAtOnce = 8;
/** After so long without a chunk its page is gone. ms. */
const staleMs = 10 * 60_000;

export interface Upload {
  readonly uploadId: string;
  /** Bytes that came before this chunk. */
  readonly from: number;
  readonly chunk: Uint8Array;
  readonly last: boolean;
}

/**
 * Files that arrive from the browser in chunks.
 *
 * They wait in a folder of our own (mode 0700) under a name of our own; the file's real name is for
 * display only. `use` gets the whole file and the file is gone when it is done.
 */
export interface Uploads {
  /** Null until the last chunk. */
  take<T>(upload: Upload, use: (file: string) => Promise<Result<T, AppError>>): Promise<Result<T | null, AppError>>;
  /** What had arrived is removed. Unknown ids are fine. */
  cancel(uploadId: string): Promise<void>;
  close(): Promise<void>;
}

export function createUploads(): Uploads {
  const running = new Map<string, { handle: FileHandle; file: string; size: number; at: number }>();
  /** What the last chunk of each waits for: several may be on the way, and are written in the order they came. */
  const turns = new Map<string, Promise<unknown>>();
  let folder: string | null = null;

  async function start(uploadId: string) {
    for (const [id, { at }] of running) if (Date.now() - at > staleMs) await drop(id);
    folder ??= await mkdtemp(path.join(os.tmpdir(), 'undermount-'));
    const file = path.join(folder, uploadId);
    const upload = { handle: await open(file, 'wx', 0o600), file, size: 0, at: Date.now() };
    running.set(uploadId, upload);
    return upload;
  }

  async function drop(uploadId: string): Promise<void> {
    const upload = running.get(uploadId);
    running.delete(uploadId);
    await upload?.handle.close().catch(() => {});
    if (upload) await rm(upload.file, { force: true });
  }

  /** The file once the last chunk is in it, else null. */
  async function write({ uploadId, from, chunk, last }: Upload): Promise<Result<string | null, AppError>> {
    const known = running.get(uploadId);
    if (!known && from > 0) return err({ kind: 'opening-cancelled', source: uploadId });
    if (!known && running.size >= uploadsAtOnce) return err({ kind: 'write-failed', file: uploadId, reason: 'EMFILE' });
    try {
      const upload = known ?? (await start(uploadId));
      upload.size += chunk.length;
      upload.at = Date.now();
      const reason = from + chunk.length !== upload.size ? 'EINVAL' : upload.size > uploadLimit ? 'EFBIG' : null;
      if (reason !== null) {
        await drop(uploadId);
        return err({ kind: 'write-failed', file: uploadId, reason });
      }
      // Not `write`, which may take less than all of it.
      await upload.handle.appendFile(chunk);
      return ok(last ? upload.file : null);
    } catch (error) {
      await drop(uploadId);
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      return err({ kind: 'write-failed', file: uploadId, reason: code });
    }
  }

  function inTurn<T>(uploadId: string, work: () => Promise<T>): Promise<T> {
    const turn = (turns.get(uploadId) ?? Promise.resolve()).then(work);
    const ended = turn.then(
      () => undefined,
      () => undefined,
    );
    turns.set(uploadId, ended);
    void ended.then(() => turns.get(uploadId) === ended && turns.delete(uploadId));
    return turn;
  }

  return {
    async take(upload, use) {
      const written = await inTurn(upload.uploadId, () => write(upload));
      if (!written.ok || written.value === null) return written as Result<null, AppError>;
      try {
        return await use(written.value);
      } finally {
        await drop(upload.uploadId);
      }
    },
    cancel: drop,
    async close() {
      for (const uploadId of running.keys()) await drop(uploadId);
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}
