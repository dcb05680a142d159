import { open, rename, rm } from 'node:fs/promises';
import { getSystemErrorMessage } from 'node:util';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';

/** Evidence is for its owner's eyes: mode 0600. The rename is what makes it exist. */
export async function writeAtomically(file: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    for await (const chunk of chunks) await handle.appendFile(chunk);
    await handle.sync();
    await handle.close();
    await rename(temporary, file);
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Failures of the file system as data; bugs go on as they are. */
export async function attemptWrite<T>(file: string, work: () => Promise<T>): Promise<Result<T, AppError>> {
  try {
    return ok(await work());
  } catch (error) {
    const { errno } = error as NodeJS.ErrnoException;
    if (errno === undefined) throw error;
    return err({ kind: 'write-failed', file, reason: getSystemErrorMessage(errno) });
  }
}
