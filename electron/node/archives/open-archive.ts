import { stat } from 'node:fs/promises';
import type { Archive } from '#electron/node/archives/archive.ts';
import { directoryArchive } from '#electron/node/archives/directory-archive.ts';
import { type ArchiveLimits, archiveLimits } from '#electron/node/archives/limits.ts';
import { isTar, tarArchive } from '#electron/node/archives/tar-archive.ts';
import { type Bytes, bytesOf } from '#electron/node/sources/byte-stream.ts';
import { packingOf } from '#electron/node/unpack/packing.ts';

/**
 * A tar (plain, or packed with gzip, xz, bzip2 or zstd; told by its bytes) or a directory as a stream of members.
 *
 * Null when it is neither. What is packed but cannot be unpacked, and what is packed twice, counts as a tar: its pass
 * says what is wrong. Rejects as the operating system does when the path cannot be read. `bytes`: where they were
 * looked at already.
 */
export async function openArchive(
  path: string,
  limits: ArchiveLimits = archiveLimits,
  bytes?: Bytes,
): Promise<Archive | null> {
  const what = await stat(path);
  if (what.isDirectory()) return directoryArchive(path, limits);
  // Opening a fifo would wait for its writer.
  if (!what.isFile()) return null;
  const { head, packing } = bytes ?? (await bytesOf(path));
  const unreadable = packing !== 'none' && (head.length === 0 || packingOf(head) !== 'none');
  return isTar(head) || unreadable ? tarArchive(path, packing, limits) : null;
}
