import type { ArchiveEntry } from '#electron/node/archives/archive.ts';

/** What the members kept for analysis may take together, bytes. One for a pass, handed to every `keepBody` of it. */
export class KeepBudget {
  #left: number;
  readonly allowed: number;

  constructor(allowed: number) {
    this.allowed = allowed;
    this.#left = allowed;
  }

  /** True when there was room. */
  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#left += bytes;
  }
}

export interface KeepLimits {
  /** Bytes of this body. */
  readonly bytes: number;
  /** Bytes of one line; null where the format has no lines (JSON, binary). */
  readonly lineBytes: number | null;
}

/** 1 MiB: no file of a host has longer lines, and what reads lines must not be made to hold one. */
export const longestLine = 1024 ** 2;

export interface KeptBody {
  readonly bytes: Uint8Array;
  readonly ended: 'whole' | 'too-long' | 'too-slow' | 'line-too-long' | 'no-room' | 'cut';
  /** The limit that was hit, bytes; 0 when none was. */
  readonly limit: number;
}

/** Reads a body into memory, up to its limits; what is over them is not kept. A line that is too long is cut where it begins. */
export async function keepBody(entry: ArchiveEntry, limits: KeepLimits, budget: KeepBudget): Promise<KeptBody> {
  const pieces: Uint8Array[] = [];
  let kept = 0;
  let lineStart = 0;
  const end = (ended: KeptBody['ended'], limit: number, upTo = kept): KeptBody => {
    budget.giveBack(kept - upTo);
    return { bytes: joined(pieces, upTo), ended, limit };
  };
  for await (const piece of entry.body) {
    const room = limits.bytes - kept;
    const taken = piece.length > room ? piece.subarray(0, room) : piece;
    if (!budget.take(taken.length)) return end('no-room', budget.allowed);
    // Chunks are views of a decoder's larger buffer: a view would keep all of it alive.
    pieces.push(taken.slice());
    if (limits.lineBytes !== null) {
      for (let at = 0; at < taken.length; ) {
        const newline = taken.indexOf(0x0a, at);
        const lineEnd = kept + (newline < 0 ? taken.length : newline);
        if (lineEnd - lineStart > limits.lineBytes) {
          kept += taken.length;
          return end('line-too-long', limits.lineBytes, lineStart);
        }
        if (newline < 0) break;
        at = newline + 1;
        lineStart = kept + at;
      }
    }
    kept += taken.length;
    if (taken.length < piece.length) return end('too-long', limits.bytes);
  }
  return end(entry.ended() ?? 'cut', 0);
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    const part = piece.subarray(0, length - at);
    whole.set(part, at);
    at += part.length;
    if (at === length) break;
  }
  return whole;
}
