import { stat } from 'node:fs/promises';
import path from 'node:path';
import { openArchive } from '#electron/node/archives/open-archive.ts';
import { packageRoot } from '#electron/node/package-root.ts';
import { bundleSource } from '#electron/node/sources/bundle-source.ts';
import { type Bytes, bytesOf } from '#electron/node/sources/byte-stream.ts';
import { readFailure } from '#electron/node/sources/read-failure.ts';
import { findHeader, scriptOutputSource } from '#electron/node/sources/script-output-source.ts';
import { isSosreport, sosreportSource } from '#electron/node/sources/sosreport-source.ts';
import { thinMetadataSource } from '#electron/node/sources/thin-metadata-source.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { manifestName } from '#shared/bundle/member-names.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';
import { looksLikeThinMetadata } from '#shared/thin-metadata/superblock.ts';

/** The built-in capture of the lab's broken host. How it was made: build/demo/README.md. */
export const demoFile = path.join(packageRoot, 'build', 'demo', 'lab-node1.umb');

export const openDemo = (): Promise<Result<EvidenceSource, AppError>> => openAs('demo', demoFile, 'demo');

/**
 * A file as a source, told by its bytes and never by its name: a bundle, a script's output, the metadata device of a thin
 * pool, each also packed with gzip or zstd, or a sosreport in any packing; also the folder of an unpacked sosreport. `name` is what messages call it (an upload has another name than its file).
 */
export const openFile = (file: string, name = file): Promise<Result<EvidenceSource, AppError>> =>
  openAs(name, file, 'bundle');

async function openAs(name: string, file: string, kind: 'bundle' | 'demo'): Promise<Result<EvidenceSource, AppError>> {
  try {
    const what = await stat(file);
    if (what.isDirectory()) {
      const source = await sosreportIn(name, file);
      return source ? ok(source) : err({ kind: 'source-not-yet', source: name, what: 'directory' });
    }
    return await recognise(name, file, await bytesOf(file), kind);
  } catch (error) {
    return err(readFailure(name, error).error);
  }
}

async function recognise(
  name: string,
  file: string,
  bytes: Bytes,
  kind: 'bundle' | 'demo',
): Promise<Result<EvidenceSource, AppError>> {
  const { head, packing } = bytes;
  if (isBundle(bytes)) return bundleSource(name, bytes, kind);
  const header = findHeader(head);
  if (header) return ok(scriptOutputSource(name, header, bytes));
  if (looksLikeThinMetadata(head)) return ok(thinMetadataSource(name, file, bytes));
  const sosreport = await sosreportIn(name, file, bytes);
  if (sosreport) return ok(sosreport);
  if (packing === 'xz' || packing === 'bzip2') return err({ kind: 'source-not-yet', source: name, what: packing });
  const lookedFor = ['bundle', 'script output', 'sosreport', 'thin metadata'];
  return err({ kind: 'source-unrecognised', source: name, lookedFor });
}

/** Null: neither a tar nor a directory, or none that sos made. */
async function sosreportIn(name: string, file: string, bytes?: Bytes): Promise<EvidenceSource | null> {
  const archive = await openArchive(file, undefined, bytes);
  if (!archive || !(await isSosreport(archive, new AbortController().signal))) return null;
  return sosreportSource(name, archive);
}

export const isBundle = ({ head }: Bytes): boolean => isTar(head) && memberName(head) === manifestName;

const isTar = (head: Buffer) => head.toString('latin1', 257, 262) === 'ustar';
const memberName = (head: Buffer) => head.toString('latin1', 0, 100).replace(/\0.*$/s, '');
