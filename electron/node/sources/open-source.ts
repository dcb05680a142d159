import { openDemo, openFile } from '#electron/node/sources/open-file.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';

/**
 * SOURCE as a person types it: `demo`, `ssh://[user@]host[:port]`, or a file.
 *
 * A file called `demo` is reached as `./demo`. `openLive` connects; `resolve` makes a relative file absolute.
 */
export function openSource(
  source: string,
  openLive: (target: string) => Promise<Result<EvidenceSource, AppError>>,
  resolve: (file: string) => string,
): Promise<Result<EvidenceSource, AppError>> {
  if (source === 'demo') return openDemo();
  if (isLive(source)) return openLive(source);
  return openFile(resolve(source), source);
}

export const isLive = (source: string): boolean => /^ssh:\/\//i.test(source);
