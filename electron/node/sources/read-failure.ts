import { getSystemErrorMessage } from 'node:util';
import { TooLong } from '#electron/node/sources/byte-stream.ts';
import { SourceFailure } from '#shared/pipeline/source.ts';

/** What went wrong while reading a file, as the one error a source throws. Bugs go on as they are. */
export function readFailure(source: string, error: unknown): SourceFailure {
  if (error instanceof SourceFailure) return error;
  if (error instanceof TooLong) {
    const reason = `more than ${error.message} bytes when unpacked`;
    return new SourceFailure({ kind: 'source-damaged', source, member: 'the whole', reason });
  }
  const { errno, code } = error as NodeJS.ErrnoException;
  if (errno === undefined || code === undefined) throw error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new SourceFailure({ kind: 'source-not-found', source });
  return new SourceFailure({ kind: 'source-unreadable', source, reason: getSystemErrorMessage(errno) });
}
