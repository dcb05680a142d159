import type { ArchiveProgress } from '#electron/node/archives/archive.ts';
import type { ArchiveLimits } from '#electron/node/archives/limits.ts';
import type { Packing } from '#electron/node/unpack/packing.ts';
import {
  type ArchiveEnd,
  type ArchiveReport,
  type MemberFault,
  mostFaults,
  type WholeLimit,
} from '#shared/archive/report.ts';

/** Thrown inside a pass where a limit of the whole is reached; never leaves it. */
export class LimitReached extends Error {
  readonly limit: WholeLimit;
  readonly allowed: number;
  constructor(limit: WholeLimit, allowed: number) {
    super(`limit: ${limit}`);
    this.limit = limit;
    this.allowed = allowed;
  }
}

const progressEveryMs = 100;
/** Asking the system for our size costs more than a chunk does. */
const memoryEveryBytes = 8 * 1024 ** 2;

/** Counts one pass, holds it to its limits, and becomes its report. */
export class PassMeter {
  readonly limits: ArchiveLimits;
  /** The member being read, or the last one. */
  member: string | null = null;
  members = 0;
  packedBytes = 0;
  decodedBytes = 0;
  #end: ArchiveEnd | null = null;
  readonly #faults: MemberFault[] = [];
  #faultCount = 0;
  readonly #started = performance.now();
  readonly #onProgress: ((progress: ArchiveProgress) => void) | undefined;
  #told = 0;
  #memoryAsked = 0;

  readonly #signal: AbortSignal;
  readonly #packing: Packing;

  constructor(
    limits: ArchiveLimits,
    packing: Packing,
    signal: AbortSignal,
    onProgress?: (progress: ArchiveProgress) => void,
  ) {
    this.limits = limits;
    this.#packing = packing;
    this.#signal = signal;
    this.#onProgress = onProgress;
  }

  /** Throws `LimitReached` before the chunk is used. */
  decoded(bytes: number): void {
    this.decodedBytes += bytes;
    const { totalBytes, ratioFrom, residentBytes, wholeMs } = this.limits;
    const ratio = this.limits.ratio[this.#packing];
    const { decodedBytes, packedBytes } = this;
    if (decodedBytes > totalBytes) throw new LimitReached('total-bytes', totalBytes);
    if (packedBytes > 0 && decodedBytes > ratioFrom && decodedBytes > packedBytes * ratio) {
      throw new LimitReached('ratio', ratio);
    }
    if (decodedBytes - this.#memoryAsked > memoryEveryBytes) {
      this.#memoryAsked = decodedBytes;
      if (process.memoryUsage.rss() > residentBytes) throw new LimitReached('memory', residentBytes);
    }
    const now = performance.now();
    if (now - this.#started > wholeMs) throw new LimitReached('time', wholeMs);
    if (now - this.#told > progressEveryMs) {
      this.#told = now;
      this.tell();
    }
  }

  /** Throws `LimitReached`. */
  begin(member: string): void {
    this.member = member;
    if (this.members >= this.limits.members) throw new LimitReached('members', this.limits.members);
    this.members++;
  }

  fault(fault: MemberFault['fault'], member = this.member ?? ''): void {
    this.#faultCount++;
    if (this.#faults.length < mostFaults) this.#faults.push({ member, fault });
  }

  /** The first end counts: what comes after it is only its echo. To a reader a cancelled stream looks cut. */
  end(end: ArchiveEnd): void {
    this.#end ??= this.#signal.aborted ? { kind: 'cancelled' } : end;
  }

  get ended(): boolean {
    return this.#end !== null;
  }

  tell(): void {
    this.#onProgress?.({ members: this.members, packedBytes: this.packedBytes, decodedBytes: this.decodedBytes });
  }

  report(): ArchiveReport {
    return {
      end: this.#end ?? { kind: 'cancelled' },
      members: this.members,
      packedBytes: this.packedBytes,
      decodedBytes: this.decodedBytes,
      faults: this.#faults,
      faultCount: this.#faultCount,
    };
  }
}
