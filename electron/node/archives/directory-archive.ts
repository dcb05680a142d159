import { constants, type Dirent } from 'node:fs';
import { type FileHandle, lstat, open, opendir, realpath } from 'node:fs/promises';
import type { Archive, ArchiveEntry, ArchivePass, ArchiveProgress } from '#electron/node/archives/archive.ts';
import { BodyReader } from '#electron/node/archives/body-reader.ts';
import { type DirectoryItem, itemAt } from '#electron/node/archives/directory-item.ts';
import { endOf } from '#electron/node/archives/end-of.ts';
import type { ArchiveLimits } from '#electron/node/archives/limits.ts';
import { PassMeter } from '#electron/node/archives/pass-meter.ts';
import { deepestName } from '#shared/archive/member.ts';
import { decodeText } from '#shared/parsers/decode.ts';

const chunkSize = 256 * 1024;
/** Not for a fifo's writer, and never through a link. Windows has neither flag. */
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * An unpacked archive: what lies below a directory, in the order of names, without leaving it.
 *
 * Links are named and never followed, other filesystems are not entered, and only regular files are opened; a file
 * that became something else between being listed and being opened is not read.
 */
export function directoryArchive(root: string, limits: ArchiveLimits): Archive {
  return {
    kind: 'directory',
    packing: 'none',
    packedBytes: null,
    pass: (signal, onProgress) => directoryPass(root, limits, signal, onProgress),
  };
}

function directoryPass(
  root: string,
  limits: ArchiveLimits,
  signal: AbortSignal,
  onProgress?: (progress: ArchiveProgress) => void,
): ArchivePass {
  const meter = new PassMeter(limits, 'none', signal, onProgress);
  return {
    report: () => meter.report(),
    async *[Symbol.asyncIterator]() {
      try {
        const top = Buffer.from(await realpath(root));
        const { dev } = await lstat(top);
        for await (const item of below({ top, dev, signal, meter }, Buffer.alloc(0), 1)) yield* entry(item, meter);
        meter.end({ kind: 'complete' });
      } catch (error) {
        meter.end(endOf(error, meter.member));
      } finally {
        meter.end({ kind: 'cancelled' });
        meter.tell();
      }
    },
  };
}

interface Walk {
  readonly top: Buffer;
  readonly dev: number;
  readonly signal: AbortSignal;
  readonly meter: PassMeter;
}

/** `place`: below the top, empty for the top itself. */
async function* below(walk: Walk, place: Buffer, depth: number): AsyncGenerator<DirectoryItem> {
  const { meter, signal } = walk;
  for (const name of await namesIn(walk, place)) {
    if (signal.aborted || meter.ended) return;
    const own = place.length === 0 ? name : Buffer.concat([place, Buffer.from('/'), name]);
    const item = await itemAt(walk.top, own, meter.members);
    meter.begin(item.member.name);
    yield item;
    if (item.member.kind !== 'directory') continue;
    if (item.dev !== walk.dev || depth >= deepestName) meter.fault('not-opened', item.member.name);
    else yield* below(walk, own, depth + 1);
  }
}

async function namesIn({ top, meter }: Walk, place: Buffer): Promise<readonly Buffer[]> {
  const path = place.length === 0 ? top : Buffer.concat([top, Buffer.from('/'), place]);
  const names: Buffer[] = [];
  try {
    // A directory on the way may have become a link since it was listed.
    if (!(await realpath(path, 'buffer')).equals(path)) throw new Error('moved');
    const listing = await opendir(path, { encoding: 'buffer' as BufferEncoding, bufferSize: 256 });
    for await (const { name } of listing as AsyncIterable<Dirent<Buffer | string>>) {
      if (meter.members + names.length > meter.limits.members) break;
      names.push(Buffer.from(name));
    }
  } catch (error) {
    if (place.length === 0) throw error;
    meter.fault('not-opened', decodeText(place));
  }
  return names.sort((a, b) => a.compare(b));
}

async function* entry(item: DirectoryItem, meter: PassMeter): AsyncGenerator<ArchiveEntry> {
  let file: FileHandle | null | undefined;
  let atEnd = item.member.size === 0;
  const some = async () => {
    if (atEnd) return null;
    file ??= await opened(item);
    if (file === null) {
      meter.fault('not-opened');
      return null;
    }
    const buffer = Buffer.allocUnsafeSlow(Math.min(chunkSize, item.member.size + 1));
    const bytesRead = await file.read(buffer, 0, buffer.length).then(
      (read) => read.bytesRead,
      () => 0,
    );
    if (bytesRead === 0) {
      atEnd = true;
      return null;
    }
    meter.decoded(bytesRead);
    return buffer.subarray(0, bytesRead);
  };
  const body = new BodyReader(some, () => (atEnd ? 0 : 1), meter);
  try {
    yield { member: item.member, body, ended: () => body.ended };
  } finally {
    await file?.close();
  }
}

async function opened({ path, dev, ino }: DirectoryItem): Promise<FileHandle | null> {
  try {
    const file = await open(path, openFlags);
    const now = await file.stat();
    // Neither a link put in a directory's place nor another file in this one's.
    if (now.isFile() && now.dev === dev && now.ino === ino) return file;
    await file.close();
    return null;
  } catch {
    return null;
  }
}
