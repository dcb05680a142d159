/**
 * One member of an archive somebody sent: a tar's, or a file below a directory.
 *
 * Names and targets are evidence and hostile: kept as bytes, never turned into a path of this machine, and escaped
 * wherever they are shown.
 */
export type MemberKind =
  | 'file'
  | 'directory'
  | 'symlink'
  | 'hardlink'
  | 'character-device'
  | 'block-device'
  | 'fifo'
  | 'socket'
  /** A type byte that no tar of ours knows; its bytes are skipped. */
  | 'other';

export interface ArchiveMember {
  /** Order in the archive, from 0. */
  readonly index: number;
  readonly kind: MemberKind;
  /** As text (shared/parsers/decode.ts keeps bytes that are no UTF-8). For matching use `place`; for showing, escape it. */
  readonly name: string;
  /** The name as it stands in the archive, cut after `longestName` bytes. */
  readonly nameBytes: Uint8Array;
  /**
   * Where the member lies below the archive's root: the name without empty and `.` parts. Null when the name is not
   * plainly such a place (`oddities` says why): nothing may then be read as if it were that file.
   */
  readonly place: string | null;
  /** What is strange about it, for the ledger and the evidence view. Empty for nearly every member. */
  readonly oddities: readonly NameOddity[];
  /** An earlier member has the same place. The first counts; this one is kept apart. */
  readonly duplicate: boolean;
  /** Bytes the archive declares for its body; the real number is only known when it was read. 0 for all but files. */
  readonly size: number;
  /** Of symlinks and hard links, as text like `name`. It is never followed. */
  readonly linkTarget: string | null;
  /** Ms since the epoch; null where the archive has none. */
  readonly mtimeMs: number | null;
}

/** Longest name, bytes. Of a longer one the beginning is kept, and it has no place. */
export const longestName = 4096;
/** Parts of a place. A deeper one has no place. */
export const deepestName = 64;

export type NameOddity =
  | 'empty'
  /** Longer than `longestName` bytes. */
  | 'too-long'
  /** More than `deepestName` parts. */
  | 'too-deep'
  /** A `..` part. */
  | 'parent'
  /** Begins with `/` or `\`. */
  | 'absolute'
  /** Begins with a Windows drive, `C:`. */
  | 'drive'
  | 'nul'
  /** Not UTF-8. */
  | 'not-utf8'
  /** Control, bidi or other invisible characters. The place stands: it can match no glob of ours. */
  | 'invisible';
