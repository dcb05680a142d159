import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseJson } from '#electron/node/bundle/parse-json.ts';
import { attemptWrite, writeAtomically } from '#electron/node/bundle/write-file.ts';
import { readFailure } from '#electron/node/sources/read-failure.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { emptyMap, RedactionMap } from '#shared/export/redaction/map.ts';

export const newMap = (): RedactionMap => emptyMap(randomBytes(32).toString('hex'));

/** The map of `file`; a new one where there is no such file. `name` is what messages call it. */
export async function readMap(file: string, name: string): Promise<Result<RedactionMap, AppError>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok(newMap());
    return err(readFailure(name, error).error);
  }
  const parsed = RedactionMap.safeParse(parseJson(bytes));
  if (!parsed.success) return err({ kind: 'source-unrecognised', source: name, lookedFor: ['redaction map'] });
  return ok(parsed.data);
}

export const writeMap = (file: string, map: RedactionMap): Promise<Result<null, AppError>> =>
  attemptWrite(file, async () => {
    await writeAtomically(
      file,
      (async function* () {
        yield Buffer.from(`${JSON.stringify(map, null, 1)}\n`);
      })(),
    );
    return null;
  });
