/** How one pass over an archive ended, and what was met on the way. Facts; the words are in shared/messages. */
export interface ArchiveReport {
  readonly end: ArchiveEnd;
  readonly members: number;
  /** Bytes read of the file as it is stored. 0 for a directory. */
  readonly packedBytes: number;
  /** Bytes after unpacking: tar headers and bodies, or the files of a directory. */
  readonly decodedBytes: number;
  /** Members that are not wholly what the archive says, in order; the first `mostFaults` of them. */
  readonly faults: readonly MemberFault[];
  readonly faultCount: number;
}

/** Names are as in `ArchiveMember.name`. `member`: the one being read, else the last one before; null before the first. */
export type ArchiveEnd =
  | { readonly kind: 'complete' }
  | { readonly kind: 'cancelled' }
  /** The file ends too early. What came before it is whole. */
  | { readonly kind: 'cut'; readonly member: string | null }
  /** Its packing or a tar header is broken there; nothing after that place can be read. */
  | { readonly kind: 'damaged'; readonly member: string | null; readonly because: ArchiveDamage }
  | { readonly kind: 'limit'; readonly member: string | null; readonly limit: WholeLimit; readonly allowed: number }
  /** The file or directory cannot be read at all, or no longer. `reason`: of the operating system. */
  | { readonly kind: 'unreadable'; readonly member: string | null; readonly reason: string };

export type ArchiveDamage =
  /** The compressed data is broken: a checksum or a code is wrong. */
  | 'packing'
  /** Packed in a way our decoder cannot read (a filter, a dictionary too large). */
  | 'packing-unsupported'
  /** A tar header's checksum is wrong, and no good header follows. */
  | 'header'
  /** The whole is packed a second time inside its packing. */
  | 'packed-twice';

/** `ratio`: decoded bytes per stored byte. `time`: ms. `memory`: bytes resident. The others count what they say. */
export type WholeLimit = 'total-bytes' | 'members' | 'ratio' | 'time' | 'memory';

export interface MemberFault {
  readonly member: string;
  readonly fault: /** More than `memberBytes`: the rest was skipped. */
    | 'too-long'
    /** Reading it took more than its share of CPU: the rest was skipped. */
    | 'too-slow'
    /** Its header was broken; reading went on at the next good one. */
    | 'header-skipped'
    /** A pax or GNU header before it was not understood and was ignored. */
    | 'extension-ignored'
    /** A sparse file: its body is not the file's bytes, and is not given. */
    | 'sparse'
    /** A directory's file that could not be opened, changed its kind while it was opened, or is no regular file. */
    | 'not-opened';
}

export const mostFaults = 1000;
