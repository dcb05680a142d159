import { attemptWrite, writeAtomically } from '#electron/node/bundle/write-file.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';

/** Writes `-o FILE`: whole or not at all. */
export const deliver = (file: string, bytes: Uint8Array): Promise<Result<null, AppError>> =>
  attemptWrite(file, async () => {
    await writeAtomically(
      file,
      (async function* () {
        yield bytes;
      })(),
    );
    return null;
  });
