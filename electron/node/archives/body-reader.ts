import type { ArchiveEntry } from '#electron/node/archives/archive.ts';
import { endOf } from '#electron/node/archives/end-of.ts';
import type { PassMeter } from '#electron/node/archives/pass-meter.ts';

/** The next bytes of a member, at most so many; null where it ends before its size, or ends. */
type Next = () => Promise<Uint8Array | null>;

/**
 * A body as its consumer sees it: bounded in bytes and CPU time, readable once, and never read by itself.
 * `left` is asked at the end: a body that stops with bytes left was cut.
 */
export class BodyReader {
  ended: ReturnType<ArchiveEntry['ended']> = null;
  readonly #next: Next;
  readonly #left: () => number;
  readonly #meter: PassMeter;

  constructor(next: Next, left: () => number, meter: PassMeter) {
    this.#next = next;
    this.#left = left;
    this.#meter = meter;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    if (this.ended !== null) return;
    const { memberBytes, memberCpuMs } = this.#meter.limits;
    const started = process.cpuUsage();
    let given = 0;
    for (;;) {
      const piece = await this.#next().catch((error: unknown) => {
        // A reader of bodies never has to catch: the pass ends here, and its report says why.
        this.#meter.end(endOf(error, this.#meter.member));
        return null;
      });
      if (piece === null) {
        this.ended = this.#meter.ended || this.#left() > 0 ? 'cut' : 'whole';
        return;
      }
      const room = memberBytes - given;
      if (piece.length > room) {
        if (room > 0) yield piece.subarray(0, room);
        return this.#stop('too-long');
      }
      given += piece.length;
      yield piece;
      const { user, system } = process.cpuUsage(started);
      if ((user + system) / 1000 > memberCpuMs) return this.#stop('too-slow');
    }
  }

  #stop(fault: 'too-long' | 'too-slow'): void {
    this.ended = fault;
    this.#meter.fault(fault);
  }
}
