import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ArchiveProgress } from '#electron/node/archives/archive.ts';
import { archiveFailure, watched } from '#electron/node/archives/archive-failure.ts';
import { openArchive } from '#electron/node/archives/open-archive.ts';
import { packageRoot } from '#electron/node/package-root.ts';
import { bundleSource } from '#electron/node/sources/bundle-source.ts';
import { type Bytes, bytesOf } from '#electron/node/sources/byte-stream.ts';
import { pastedTextSource } from '#electron/node/sources/pasted-text-source.ts';
import { readFailure } from '#electron/node/sources/read-failure.ts';
import { findHeader, scriptOutputSource } from '#electron/node/sources/script-output-source.ts';
import { isSosreport, sosreportSource } from '#electron/node/sources/sosreport-source.ts';
import { thinMetadataSource } from '#electron/node/sources/thin-metadata-source.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { manifestName } from '#shared/bundle/member-names.ts';
import { pastedKinds } from '#shared/pasted/recognise.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';
import { looksLikeThinMetadata } from '#shared/thin-metadata/superblock.ts';

/** The built-in capture of the lab's broken host. How it was made: build/demo/README.md. */
export const demoFile = path.join(packageRoot, 'build', 'demo', 'lab-node1.umb');

export const openDemo = (): Promise<Result<EvidenceSource, AppError>> => openAs('demo', demoFile, 'demo');

/**
 * A file as a source, told by its bytes and never by its name: a bundle, a script's output, the metadata device of a thin
 * pool or a sosreport, each in any packing; or the folder of an unpacked sosreport. `name` is what messages call it (an
 * upload has another name than its file).
 */
export const openFile = (
  file: string,
  name = file,
  onProgress?: OnProgress,
): Promise<Result<EvidenceSource, AppError>> => openAs(name, file, 'bundle', onProgress);

/** Of an archive that is not ours, whenever it is read; `packedBytes` of the whole is null for a directory. */
type OnProgress = (progress: ArchiveProgress, whole: number | null) => void;

/**
 * Whether a file is what somebody else packed, or a directory: what is only ever opened in a process of its own.
 * False too where it cannot be read; opening it says why.
 */
export async function isForeign(file: string): Promise<boolean> {
  try {
    const what = await stat(file);
    if (what.isDirectory()) return true;
    if (!what.isFile()) return false;
    const bytes = await bytesOf(file);
    if (isBundle(bytes) || findHeader(bytes.head) || looksLikeThinMetadata(bytes.head)) return false;
    return (await openArchive(file, undefined, bytes)) !== null;
  } catch {
    return false;
  }
}

async function openAs(
  name: string,
  file: string,
  kind: 'bundle' | 'demo',
  onProgress?: OnProgress,
): Promise<Result<EvidenceSource, AppError>> {
  try {
    const what = await stat(file);
    if (what.isDirectory()) {
      return (await sosreportIn(name, file, onProgress)) ?? unrecognised(name);
    }
    return await recognise(name, file, await bytesOf(file), kind, onProgress);
  } catch (error) {
    return err(readFailure(name, error).error);
  }
}

async function recognise(
  name: string,
  file: string,
  bytes: Bytes,
  kind: 'bundle' | 'demo',
  onProgress?: OnProgress,
): Promise<Result<EvidenceSource, AppError>> {
  const { head } = bytes;
  if (isBundle(bytes)) return bundleSource(name, bytes, kind);
  const header = findHeader(head);
  if (header) return ok(scriptOutputSource(name, header, bytes));
  if (looksLikeThinMetadata(head)) return ok(thinMetadataSource(name, file, bytes));
  return (
    (await sosreportIn(name, file, onProgress, bytes)) ?? (await pastedTextSource(name, bytes)) ?? unrecognised(name)
  );
}

function unrecognised(source: string): Result<EvidenceSource, AppError> {
  return err({
    kind: 'source-unrecognised',
    source,
    lookedFor: ['bundle', 'script output', 'sosreport', 'thin metadata', ...pastedKinds],
  });
}

/** Null: neither a tar nor a directory, or none that sos made. */
async function sosreportIn(
  name: string,
  file: string,
  onProgress?: OnProgress,
  bytes?: Bytes,
): Promise<Result<EvidenceSource, AppError> | null> {
  const found = await openArchive(file, undefined, bytes);
  if (!found) return null;
  const archive = watched(found, (progress) => onProgress?.(progress, found.packedBytes));
  const looked = await isSosreport(archive, new AbortController().signal);
  if (looked.yes) return ok(sosreportSource(name, archive));
  const failure = archiveFailure(name, looked.report);
  return failure && err(failure);
}

export const isBundle = ({ head }: Bytes): boolean => isTar(head) && memberName(head) === manifestName;

const isTar = (head: Buffer) => head.toString('latin1', 257, 262) === 'ustar';
const memberName = (head: Buffer) => head.toString('latin1', 0, 100).replace(/\0.*$/s, '');
