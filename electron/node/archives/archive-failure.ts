import type { Archive, ArchiveProgress } from '#electron/node/archives/archive.ts';
import type { ArchiveReport } from '#shared/archive/report.ts';
import type { AppError, ArchiveStop } from '#shared/base/errors.ts';

/** The end of a pass as an error, where nothing of it could be used; null where it ended as it should, or was cancelled. */
export function archiveFailure(source: string, { end }: Pick<ArchiveReport, 'end'>): AppError | null {
  const refused = (what: ArchiveStop, member: string | null, allowed = 0): AppError => ({
    kind: 'archive-refused',
    source,
    member,
    what,
    allowed,
  });
  switch (end.kind) {
    case 'complete':
    case 'cancelled':
      return null;
    case 'cut':
      return refused('cut', end.member);
    case 'damaged':
      return refused(end.because, end.member);
    case 'limit':
      return refused(end.limit, end.member, end.allowed);
    case 'unreadable':
      return { kind: 'source-unreadable', source, reason: end.reason };
  }
}

/** The same archive, telling of every pass over it. */
export const watched = (archive: Archive, onProgress?: (progress: ArchiveProgress) => void): Archive => ({
  ...archive,
  pass: (signal, own) =>
    archive.pass(signal, (progress) => {
      own?.(progress);
      onProgress?.(progress);
    }),
});
