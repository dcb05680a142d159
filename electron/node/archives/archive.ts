import type { Packing } from '#electron/node/unpack/packing.ts';
import type { ArchiveMember } from '#shared/archive/member.ts';
import type { ArchiveReport } from '#shared/archive/report.ts';

/** What was told by looking at the first bytes; nothing is held open between passes. */
export interface Archive {
  readonly kind: 'tar' | 'directory';
  readonly packing: Packing;
  /** As stored, for a progress bar; null for a directory. */
  readonly packedBytes: number | null;
  /** Reads it once, from the start. May be called again for a second pass. */
  pass(signal: AbortSignal, onProgress?: (progress: ArchiveProgress) => void): ArchivePass;
}

/**
 * One pass: `for await (const { member, body } of pass) …`, then `pass.report()`.
 *
 * Never throws on what an archive holds: whatever ends it, iteration ends and the report says why. A body is read
 * inside its turn of the loop or not at all: what is left of it when the next member is asked for is skipped without
 * being kept. Bodies of all but files are empty. `break` ends the pass (`cancelled`), so does `signal`, at once.
 */
export interface ArchivePass extends AsyncIterable<ArchiveEntry> {
  /** Meaningful when iteration has ended. */
  report(): ArchiveReport;
}

export interface ArchiveEntry {
  readonly member: ArchiveMember;
  readonly body: AsyncIterable<Uint8Array>;
  /** How the body ended, when it was read to its end: not `whole`, then it is a beginning only. Null before that. */
  ended(): 'whole' | 'too-long' | 'too-slow' | 'cut' | null;
}

/** Sent at most every 100 ms. */
export interface ArchiveProgress {
  readonly members: number;
  readonly packedBytes: number;
  readonly decodedBytes: number;
}
