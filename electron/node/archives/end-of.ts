import { getSystemErrorMessage } from 'node:util';
import { LimitReached } from '#electron/node/archives/pass-meter.ts';
import { BrokenPacking } from '#electron/node/unpack/packing.ts';
import type { ArchiveEnd } from '#shared/archive/report.ts';

/** The whole is packed a second time inside its packing. */
export class PackedTwice extends Error {}

/** What was thrown while an archive was read, as its end. Bugs go on as they are. */
export function endOf(error: unknown, member: string | null): ArchiveEnd {
  if (error instanceof LimitReached) return { kind: 'limit', member, limit: error.limit, allowed: error.allowed };
  if (error instanceof PackedTwice) return { kind: 'damaged', member, because: 'packed-twice' };
  if (error instanceof BrokenPacking) {
    if (error.what === 'cut') return { kind: 'cut', member };
    return { kind: 'damaged', member, because: error.what === 'damaged' ? 'packing' : 'packing-unsupported' };
  }
  const { errno } = error as NodeJS.ErrnoException;
  if (errno === undefined) throw error;
  return { kind: 'unreadable', member, reason: getSystemErrorMessage(errno) };
}
