import type { Stats } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { type ArchiveMember, longestName, type MemberKind } from '#shared/archive/member.ts';
import { judgeName } from '#shared/archive/member-name.ts';
import { decodeText } from '#shared/parsers/decode.ts';

export interface DirectoryItem {
  readonly member: ArchiveMember;
  readonly path: Buffer;
  /** What it was when it was listed; 0 where it could not be asked. */
  readonly dev: number;
  readonly ino: number;
}

/** What lies at a place below `top`. Never rejects: what cannot be asked is of kind `other`, and is not opened. */
export async function itemAt(top: Buffer, place: Buffer, index: number): Promise<DirectoryItem> {
  const path = Buffer.concat([top, Buffer.from('/'), place]);
  const what = await lstat(path).catch(() => null);
  const kind = what === null ? 'other' : kindOf(what);
  const name = decodeText(place);
  const target = kind === 'symlink' ? await readlink(path, 'buffer').catch(() => Buffer.alloc(0)) : null;
  return {
    path,
    dev: what?.dev ?? 0,
    ino: what?.ino ?? 0,
    member: {
      index,
      kind,
      name,
      nameBytes: place.subarray(0, longestName),
      ...judgeName(name, place.length > longestName),
      duplicate: false,
      size: kind === 'file' ? (what?.size ?? 0) : 0,
      linkTarget: target && decodeText(target),
      mtimeMs: what?.mtimeMs ?? null,
    },
  };
}

function kindOf(what: Stats): MemberKind {
  if (what.isFile()) return 'file';
  if (what.isDirectory()) return 'directory';
  if (what.isSymbolicLink()) return 'symlink';
  if (what.isFIFO()) return 'fifo';
  if (what.isSocket()) return 'socket';
  if (what.isBlockDevice()) return 'block-device';
  return what.isCharacterDevice() ? 'character-device' : 'other';
}
