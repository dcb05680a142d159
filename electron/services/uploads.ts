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

  return {
    async take({ uploadId, chunk, last }, use) {
      const known = running.get(uploadId);
      if (!known && running.size >= uploadsAtOnce)
        return err({ kind: 'write-failed', file: uploadId, reason: 'EMFILE' });
      try {
        const upload = known ?? (await start(uploadId));
        upload.size += chunk.length;
        upload.at = Date.now();
        if (upload.size > uploadLimit) {
          await drop(uploadId);
          return err({ kind: 'write-failed', file: uploadId, reason: 'EFBIG' });
        }
        // Not `write`, which may take less than all of it.
        await upload.handle.appendFile(chunk);
        if (!last) return ok(null);
        await upload.handle.sync();
        const used = await use(upload.file);
        await drop(uploadId);
        return used;
      } catch (error) {
        await drop(uploadId);
        const { code } = error as NodeJS.ErrnoException;
        if (code === undefined) throw error;
        return err({ kind: 'write-failed', file: uploadId, reason: code });
      }
    },
    cancel: drop,
    async close() {
      for (const uploadId of running.keys()) await drop(uploadId);
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}
