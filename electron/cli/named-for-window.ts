import path from 'node:path';
import type { CliIo } from '#electron/cli/io.ts';
import { isLive } from '#electron/node/sources/open-source.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { msg, say } from '#shared/messages/index.ts';

/**
 * SOURCE as the window's services take it: `demo`, or an absolute file.
 * A live host is connected to in the window itself, where its questions can be shown.
 */
export function namedForWindow(source: string | undefined, io: CliIo): Result<string | null, AppError> {
  if (source === undefined) return ok(null);
  if (isLive(source)) return err({ kind: 'usage', problem: say(msg('cli.live-in-window', { source })) });
  return ok(source === 'demo' ? source : path.resolve(io.directory, source));
}
