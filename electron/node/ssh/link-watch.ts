import type { Socket } from 'node:net';

/**
 * Calls `lost` when the server owes us something and says nothing for `silenceMs`.
 *
 * Any byte counts as life: on a slow link an answer to a keepalive may stand behind megabytes of data, so
 * waiting for that answer alone would cut good links. Paused while a person is being asked.
 */
export class LinkWatch {
  private readonly socket: Socket;
  private readonly timer: NodeJS.Timeout;
  private silenceMs: number;
  private bytes: number;
  private since = performance.now();
  private pauses = 0;

  constructor(socket: Socket, silenceMs: number, lost: (silentMs: number) => void) {
    this.socket = socket;
    this.silenceMs = silenceMs;
    this.bytes = socket.bytesRead;
    this.timer = setInterval(
      () => {
        if (this.socket.bytesRead !== this.bytes || this.pauses > 0) {
          this.bytes = this.socket.bytesRead;
          this.since = performance.now();
          return;
        }
        const silent = performance.now() - this.since;
        if (silent < this.silenceMs) return;
        this.end();
        lost(silent);
      },
      Math.min(250, silenceMs / 4),
    );
  }

  /** From now on this much silence is allowed. */
  allow(silenceMs: number): void {
    this.silenceMs = silenceMs;
    this.since = performance.now();
  }

  /** Time a person takes to answer is not the server's silence. */
  async whileAsking<T>(question: () => Promise<T>): Promise<T> {
    this.pauses += 1;
    try {
      return await question();
    } finally {
      this.pauses -= 1;
      this.since = performance.now();
    }
  }

  end(): void {
    clearInterval(this.timer);
  }
}
