import type { ClientChannel } from 'ssh2';

export interface ChannelEnd {
  /** Null: no exit status was sent. The link may have been cut, or the server does not send one. */
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** stdout held back for a slow reader, before the channel's window is closed to the host. */
const heldBack = 1 << 20;
const keptStderr = 8192;

/**
 * One channel's output, pulled by its reader.
 *
 * sshd may report the exit status before the last output, and `close` can come without any status: only `close`
 * after all data is the end. Construct it in the very callback that delivers the channel: listeners attached
 * later miss an exit status that came in the same packet.
 */
export class ChannelReader {
  readonly channel: ClientChannel;
  private readonly chunks: Buffer[] = [];
  private held = 0;
  private stderrText = '';
  private ended: ChannelEnd | null = null;
  private exit: ChannelEnd = { exitCode: null, signal: null };
  private wake: () => void = () => {};
  /** Bytes of stdout that have arrived. */
  bytes = 0;

  constructor(channel: ClientChannel) {
    this.channel = channel;
    channel.on('data', (chunk: Buffer) => {
      this.chunks.push(chunk);
      this.held += chunk.length;
      this.bytes += chunk.length;
      if (this.held > heldBack) channel.pause();
      this.wake();
    });
    channel.stderr.on('data', (chunk: Buffer) => {
      this.stderrText = (this.stderrText + chunk.toString('utf8')).slice(-keptStderr);
      this.wake();
    });
    channel.on('exit', (code: number | null, signal?: string) => {
      this.exit = { exitCode: code, signal: signal ?? null };
    });
    channel.on('close', () => {
      this.ended = this.exit;
      this.wake();
    });
    channel.on('error', () => channel.close());
  }

  /** Set once all output has been delivered to this reader; chunks may still wait to be taken. */
  get end(): ChannelEnd | null {
    return this.ended;
  }

  /** The last 8 KiB; what came before is read and dropped, so that it never stops the channel. */
  get stderr(): string {
    return this.stderrText;
  }

  /** Whether `text` has come on stderr; what is found is taken away together with everything before it. */
  takeFromStderr(text: string): boolean {
    const at = this.stderrText.indexOf(text);
    if (at >= 0) this.stderrText = this.stderrText.slice(at + text.length);
    return at >= 0;
  }

  /** The oldest chunk, or null when none is waiting now. */
  take(): Buffer | null {
    const chunk = this.chunks.shift() ?? null;
    if (chunk) this.held -= chunk.length;
    if (this.held <= heldBack / 2 && this.channel.isPaused()) this.channel.resume();
    return chunk;
  }

  putBack(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.chunks.unshift(chunk);
    this.held += chunk.length;
  }

  /** Resolves at the next output, end or after `ms`, with whether something happened. */
  change(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), Math.max(0, ms));
      this.wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  /** The next chunk; null at the end. */
  async next(): Promise<Buffer | null> {
    for (;;) {
      const chunk = this.take();
      if (chunk) return chunk;
      if (this.ended) return null;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}
