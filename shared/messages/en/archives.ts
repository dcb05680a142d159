import type { ArchiveStop } from '#shared/base/errors.ts';

const n = (count: number) => count.toLocaleString('en-US');

/** Why an archive, or the rest of it, was not read. Half a sentence. */
export const archiveStopWords = (what: ArchiveStop, allowed: number): string => stops[what](allowed);

const stops: Readonly<Record<ArchiveStop, (allowed: number) => string>> = {
  cut: () => 'the file ends too early; ask for it again',
  packing: () => 'its compressed data is damaged; ask for it again',
  'packing-unsupported': () => 'it is packed in a way that is not read here; unpack it and name the result',
  header: () => 'what follows is no tar any more; ask for it again',
  'packed-twice': () => 'it is packed twice; unpack it once and name the result',
  'total-bytes': (allowed) => `it unpacks to more than ${n(allowed)} bytes`,
  members: (allowed) => `it has more than ${n(allowed)} members`,
  ratio: (allowed) => `it unpacks to more than ${n(allowed)} times its size, as a decompression bomb does`,
  time: (allowed) => `it takes more than ${n(allowed / 1000)} seconds to read`,
  memory: (allowed) => `reading it takes more than ${n(allowed)} bytes of memory`,
};

export const archiveWords = {
  'archive.stopped': (p: { what: ArchiveStop; allowed: number; member: string | null }) =>
    `Reading stopped${p.member === null ? '' : ` at ${p.member}`}: ${archiveStopWords(p.what, p.allowed)}.`,
  'archive.progress': (p: { done: string; of: string | null; decoded: string; members: number }) =>
    `reading ${p.of === null ? p.done : `${p.done} of ${p.of}`}, ${p.decoded} unpacked, ${n(p.members)} members`,
};
