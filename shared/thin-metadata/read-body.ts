import { blockListImage, isBlockList } from '#shared/thin-metadata/block-list.ts';
import { gunzip, isGzip } from '#shared/thin-metadata/gunzip.ts';
import { readThinImage } from '#shared/thin-metadata/read-image.ts';
import { type ThinLimits, type ThinMetadata, thinLimits } from '#shared/thin-metadata/thin-metadata.ts';
import { readThinDump, ThinDumpReader } from '#shared/thin-metadata/xml-reader.ts';

/** Unpacked bytes of one dump: ten times what two million mappings need. */
const longestDump = 2 ** 31;

/** The body of a `thin-metadata` record, whichever form it has: thin_dump's XML, the same packed by gzip, or a block list. */
export function readThinMetadata(body: Uint8Array, limits: ThinLimits = thinLimits): ThinMetadata {
  if (isBlockList(body)) {
    const image = blockListImage(body);
    if (image) return readThinImage(image, limits);
  }
  if (!isGzip(body)) return readThinDump(body, limits);
  const reader = new ThinDumpReader(limits);
  gunzip(body, longestDump, (piece) => reader.push(piece));
  return reader.end();
}
