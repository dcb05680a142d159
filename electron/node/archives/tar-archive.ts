import { stat } from 'node:fs/promises';
import type { Archive, ArchiveEntry, ArchivePass, ArchiveProgress } from '#electron/node/archives/archive.ts';
import { BodyReader } from '#electron/node/archives/body-reader.ts';
import { ByteWindow } from '#electron/node/archives/byte-window.ts';
import { endOf, PackedTwice } from '#electron/node/archives/end-of.ts';
import type { ArchiveLimits } from '#electron/node/archives/limits.ts';
import { memberOf } from '#electron/node/archives/member-of.ts';
import { PassMeter } from '#electron/node/archives/pass-meter.ts';
import { padding, TarHeaders } from '#electron/node/archives/read-tar-members.ts';
import { SeenPlaces } from '#electron/node/archives/seen-places.ts';
import { readTarBlock, tarBlock } from '#electron/node/archives/tar-header.ts';
import { type Packing, packingOf } from '#electron/node/unpack/packing.ts';
import { unpackFile } from '#electron/node/unpack/unpack-file.ts';

/** Whether these first unpacked bytes begin a tar: a header that is right, or one that has its magic and is broken. */
export function isTar(head: Uint8Array): boolean {
  if (head.length < tarBlock) return false;
  const block = Buffer.from(head.buffer, head.byteOffset, tarBlock);
  return readTarBlock(block).kind === 'header' || block.toString('latin1', 257, 262) === 'ustar';
}

export async function tarArchive(file: string, packing: Packing, limits: ArchiveLimits): Promise<Archive> {
  const { size } = await stat(file);
  return {
    kind: 'tar',
    packing,
    packedBytes: size,
    pass: (signal, onProgress) => tarPass(file, packing, limits, signal, onProgress),
  };
}

function tarPass(
  file: string,
  packing: Packing,
  limits: ArchiveLimits,
  signal: AbortSignal,
  onProgress?: (progress: ArchiveProgress) => void,
): ArchivePass {
  const meter = new PassMeter(limits, packing, signal, onProgress);
  return {
    report: () => meter.report(),
    async *[Symbol.asyncIterator]() {
      const unpacked = unpackFile(file, packing, signal, (bytes) => (meter.packedBytes += bytes));
      const window = new ByteWindow(metered(packing === 'none' ? unpacked : unpackedOnce(unpacked), meter));
      try {
        yield* entries(window, meter);
      } catch (error) {
        meter.end(endOf(error, meter.member));
      } finally {
        // Reached by `break` too, and then nothing has set an end.
        meter.end({ kind: 'cancelled' });
        await window.close();
        meter.tell();
      }
    },
  };
}

async function* metered(chunks: AsyncIterable<Uint8Array>, meter: PassMeter): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    meter.decoded(chunk.length);
    yield chunk;
  }
}

async function* unpackedOnce(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const chunk of chunks) {
    if (first && packingOf(chunk) !== 'none' && !isTar(chunk)) throw new PackedTwice();
    first = false;
    yield chunk;
  }
}

async function* entries(window: ByteWindow, meter: PassMeter): AsyncGenerator<ArchiveEntry> {
  const headers = new TarHeaders(window, meter);
  const seen = new SeenPlaces();
  for (;;) {
    const found = await headers.next();
    if (found === null) return;
    const member = memberOf(found, meter.members, seen);
    meter.begin(member.name);
    if (found.sparse) meter.fault('sparse');
    let left = found.storedBytes;
    const some = async () => {
      if (left === 0) return null;
      const piece = await window.some(left);
      left -= piece?.length ?? 0;
      return piece;
    };
    const body = new BodyReader(
      member.size === 0 ? async () => null : some,
      () => (member.size === 0 ? 0 : left),
      meter,
    );
    yield { member, body, ended: () => body.ended };
    if (meter.ended) return;
    if (!(await window.skip(left + padding(found.storedBytes)))) {
      return meter.end({ kind: 'cut', member: member.name });
    }
  }
}
