import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { json, packRecord, tarMember } from '#electron/node/bundle/pack-record.ts';
import { type BundleHead, bundleOf, sealedBundle } from '#electron/node/bundle/sealed-bundle.ts';
import { attemptWrite, writeAtomically } from '#electron/node/bundle/write-file.ts';
import type { AppError } from '#shared/base/errors.ts';
import { ok, type Result } from '#shared/base/result.ts';
import type { BundledRecord, Manifest } from '#shared/bundle/manifest.ts';
import { manifestName } from '#shared/bundle/member-names.ts';
import { BUNDLE_VERSION } from '#shared/bundle/upgraders.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';

/**
 * A bundle written while its capture runs.
 *
 * Records go to `FILE.part`, each as soon as it is complete: whatever ends this process, that file
 * opens with every record written so far. `finish` copies it behind a full manifest, seals the copy,
 * and gives it its name only then, so FILE is never half a bundle. A FILE that was there stays until then.
 */
export interface BundleWriter {
  /** Where the records are now. */
  readonly partFile: string;
  /** A second record with an id that was written already is dropped: readers keep the first, too. */
  add(record: EvidenceRecord): Promise<Result<null, AppError>>;
  finish(head: BundleHead): Promise<Result<null, AppError>>;
  /** Closes and keeps `partFile`, or removes it when it has no record. */
  leave(): Promise<void>;
}

export async function startBundle(
  file: string,
  head: { readonly title: string; readonly toolVersion: string },
): Promise<Result<BundleWriter, AppError>> {
  const writing = <T>(work: () => Promise<T>) => attemptWrite(file, work);
  const opened = await writing(() => openPart(file));
  if (!opened.ok) return opened;
  const { handle, partFile } = opened.value;
  const manifest: Manifest = {
    format: 'undermount-bundle',
    version: BUNDLE_VERSION,
    toolVersion: head.toolVersion,
    title: head.title,
    custody: null,
    evidenceSha256: null,
    records: null,
  };
  const start = Buffer.concat(tarMember(manifestName, json(manifest)));
  const started = await writing(() => handle.appendFile(start));
  if (!started.ok) return started;

  const entries = new Map<string, BundledRecord>();
  return ok({
    partFile,
    add: (record) =>
      writing(async () => {
        if (entries.has(record.id)) return null;
        const packed = packRecord(record, entries.size + 1);
        entries.set(record.id, packed.entry);
        await handle.appendFile(Buffer.concat(packed.members));
        return null;
      }),
    finish: (final) =>
      writing(async () => {
        await handle.close();
        const members = createReadStream(partFile, { start: start.length });
        await writeAtomically(file, sealedBundle(final, [...entries.values()], members));
        await rm(partFile);
        return null;
      }),
    leave: async () => {
      await handle.close();
      if (entries.size === 0) await rm(partFile, { force: true });
    },
  });
}

/** Writes a whole bundle from records in memory, or nothing. */
export const saveBundle = (
  file: string,
  head: BundleHead,
  records: Iterable<EvidenceRecord>,
): Promise<Result<null, AppError>> =>
  attemptWrite(file, async () => {
    await writeAtomically(file, bundleOf(head, records));
    return null;
  });

/** Never takes the place of an earlier part file: it may be all that is left of an earlier capture. */
async function openPart(file: string): Promise<{ handle: FileHandle; partFile: string }> {
  for (let n = 1; ; n++) {
    const partFile = n === 1 ? `${file}.part` : `${file}.part${n}`;
    try {
      return { handle: await open(partFile, 'wx', 0o600), partFile };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || n === 100) throw error;
    }
  }
}
