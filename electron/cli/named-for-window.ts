import path from 'node:path';
import type { CliIo } from '#electron/cli/io.ts';
import { isLive } from '#electron/node/sources/open-source.ts';
import { parseTarget } from '#electron/node/ssh/target.ts';
import type { AppError } from '#shared/base/errors.ts';
import { ok, type Result } from '#shared/base/result.ts';

/**
 * SOURCE as the window's services take it: `demo`, an absolute file, or `ssh://…`, which is checked here so that a
 * mistyped one is refused before a window opens. Its questions are asked in the window.
 */
export function namedForWindow(source: string | undefined, io: CliIo): Result<string | null, AppError> {
  if (source === undefined) return ok(null);
  if (isLive(source)) {
    const target = parseTarget(source);
    return target.ok ? ok(source) : target;
  }
  return ok(source === 'demo' ? source : path.resolve(io.directory, source));
}
