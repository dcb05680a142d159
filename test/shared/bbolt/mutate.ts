import { fnv1a64 } from '#shared/bbolt/fnv1a.ts';
import { readMetaPages } from '#shared/bbolt/meta.ts';
import type { Random } from '#test/shared/bbolt/random.ts';

/** A file to start from, cut behind the last page that was ever used. */
export interface Base {
  readonly name: string;
  readonly file: Buffer;
  readonly pageSize: number;
  /** Pages with a count: those that a lie can be told in. */
  readonly told: readonly number[];
}

export function baseOf(name: string, whole: Buffer): Base {
  const { pageSize, pages } = readMetaPages(whole).chosen!;
  const file = whole.subarray(0, pages * pageSize);
  const numbers = Array.from({ length: pages }, (_, i) => i);
  const told = numbers.filter((p) => p > 1 && file.readUInt32LE(p * pageSize) === p && file[p * pageSize + 8]! < 4);
  return { name, file, pageSize, told };
}

/** What a number can be that hurts most. */
const hostile = [0, 1, 2, 7, 0x10, 0x40, 0xff, 0xfff, 0xffff, 0x7fffffff, 0xffffffff, 0xfffffff0];

/** Changes to a copy of `base`: one to six. `others`: states of the same database, for torn copies. */
export function mutate(base: Base, others: readonly Base[], random: Random): Buffer {
  let file = Buffer.from(base.file);
  const { pageSize } = base;
  const pages = file.length / pageSize;
  const pageAt = () => (random.below(4) > 0 ? random.pick(base.told) : random.below(pages)) * pageSize;
  for (let left = 1 + random.below(6); left > 0 && file.length > 2 * pageSize; left--) {
    const at = Math.min(pageAt(), file.length - pageSize);
    switch (random.below(12)) {
      case 0:
        file[random.below(file.length)]! ^= 1 << random.below(8);
        break;
      case 1:
        file[at + random.below(pageSize)] = random.word() & 0xff;
        break;
      case 2:
        // The header: id, flags, count, overflow.
        file.writeUInt32LE(random.pick([...hostile, random.below(pages)]), at + 4 * random.below(4));
        break;
      case 3:
      case 4:
        // A number of an element: position, sizes, child.
        file.writeUInt32LE(random.pick([...hostile, random.below(2 * pageSize)]), at + 16 + 4 * random.below(64));
        break;
      case 5:
        // A small change of a number, which is believed more easily.
        file[at + 16 + 4 * random.below(200)]! += 1 + random.below(3);
        break;
      case 6: {
        const swapped = Buffer.from(file.subarray(at, at + pageSize));
        const to = Math.min(pageAt(), file.length - pageSize);
        file.copy(file, at, to, to + pageSize);
        swapped.copy(file, to);
        break;
      }
      case 7: {
        // A page over another one, that says that it is that one.
        const to = Math.min(pageAt(), file.length - pageSize);
        file.copy(file, to, at, at + pageSize);
        file.writeUInt32LE(to / pageSize, to);
        break;
      }
      case 8:
        file.fill(random.below(2) * 0xff, at, at + pageSize);
        break;
      case 9:
        file = file.subarray(
          0,
          random.below(3) > 0 ? file.length - random.below(4 * pageSize) : random.below(file.length),
        );
        break;
      case 10:
        lieInMeta(file, pageSize, random, pages);
        break;
      default:
        tear(file, pageSize, random.pick(others.length > 0 ? others : [base]), random);
    }
  }
  return file;
}

/** Another root, list of free pages, high water mark or transaction, under a checksum that is right. */
function lieInMeta(file: Buffer, pageSize: number, random: Random, pages: number) {
  const at = random.below(2) * pageSize + 16;
  if (at + 64 > file.length) return;
  file.writeUInt32LE(random.pick([...hostile, random.below(pages)]), at + 8 * random.pick([2, 4, 5, 6]));
  sealMeta(file, at);
}

/** `at`: behind the header of the meta page. */
export function sealMeta(file: Buffer, at: number) {
  file.writeBigUInt64LE(fnv1a64(file.subarray(at, at + 56)), at + 56);
}

/** What a copy gets that is read while transactions write: from some page on the pages of a later state, or of some only. */
export function tear(file: Buffer, pageSize: number, later: Base, random: Random) {
  const from = random.below(file.length / pageSize);
  const isClean = random.below(2) === 0;
  for (let page = Math.max(from, 2); (page + 1) * pageSize <= Math.min(file.length, later.file.length); page++) {
    if (isClean || random.below(2) === 0)
      later.file.copy(file, page * pageSize, page * pageSize, (page + 1) * pageSize);
  }
}
