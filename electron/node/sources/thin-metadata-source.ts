import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { type ReadLimits, readLimits } from '#electron/node/bundle/limits.ts';
import { toolVersion } from '#electron/node/package-root.ts';
import type { Bytes } from '#electron/node/sources/byte-stream.ts';
import { readFailure } from '#electron/node/sources/read-failure.ts';
import { custodyOfFile } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { type EvidenceSource, SourceFailure } from '#shared/pipeline/source.ts';
import { packBlocks } from '#shared/thin-metadata/block-list.ts';
import { imageOf, type MetadataImage, metadataBlockSize } from '#shared/thin-metadata/image.ts';

/**
 * A thin pool's metadata device as a file, copied by dd or by a loop-lvm host's `metadata` file: one record, which holds
 * those blocks of the file that reading it needs. A plain file is read where it is asked for, so that one of 16 GiB costs
 * what is in use; a packed one is unpacked whole.
 */
export function thinMetadataSource(
  name: string,
  file: string,
  bytes: Bytes,
  limits: ReadLimits = readLimits,
): EvidenceSource {
  const title = path.basename(name);
  return {
    kind: 'thin-metadata',
    title,
    async *records(signal) {
      try {
        const body = bytes.packing === 'none' ? packedFile(file, limits) : await unpackedFile(bytes, limits, signal);
        if (signal.aborted) return;
        if (body === null) throw tooLarge(name, limits);
        yield recordOf(title, body);
      } catch (error) {
        throw readFailure(name, error);
      }
    },
    custody: () => custodyOfFile(toolVersion, title),
  };
}

const recordOf = (title: string, body: Uint8Array): EvidenceRecord => ({
  id: 'thin-metadata/image',
  collectorId: 'thin-metadata',
  sample: 1,
  origin: { kind: 'archive', member: title },
  end: { kind: 'complete', exitCode: null },
  startedAt: null,
  durationMs: null,
  stderr: '',
  body,
});

function packedFile(file: string, limits: ReadLimits): Uint8Array | null {
  const fd = openSync(file, 'r');
  try {
    return packBlocks(imageOfFile(fd), limits.memberBytes);
  } finally {
    closeSync(fd);
  }
}

function imageOfFile(fd: number): MetadataImage {
  const blockCount = Math.floor(fstatSync(fd).size / metadataBlockSize);
  const buffer = new Uint8Array(metadataBlockSize);
  return {
    blockCount,
    block(at) {
      if (at >= blockCount) return null;
      const read = readSync(fd, buffer, 0, metadataBlockSize, at * metadataBlockSize);
      return read === metadataBlockSize ? buffer : null;
    },
  };
}

async function unpackedFile(bytes: Bytes, limits: ReadLimits, signal: AbortSignal): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes.stream(limits, signal)) pieces.push(piece);
  return packBlocks(imageOf(Buffer.concat(pieces)), limits.memberBytes);
}

const tooLarge = (source: string, limits: ReadLimits) =>
  new SourceFailure({
    kind: 'source-damaged',
    source,
    member: 'the whole',
    reason: `more than ${limits.memberBytes} bytes of metadata in use`,
  });
