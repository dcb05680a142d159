import { createHash, randomBytes } from 'node:crypto';
import type { Asks } from '#electron/node/ssh/asks.ts';
import type { ChannelReader } from '#electron/node/ssh/channel-reader.ts';
import { type Connection, type ConnectOptions, connect } from '#electron/node/ssh/connect.ts';
import { type Elevation, elevate } from '#electron/node/ssh/elevation.ts';
import { type LiveProgress, ProgressMeter } from '#electron/node/ssh/live-progress.ts';
import { loaderRefused, scriptMessage } from '#electron/node/ssh/loader.ts';
import type { ShellTimes } from '#electron/node/ssh/remote-shell.ts';
import { showTarget } from '#electron/node/ssh/target.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { type CollectorId, chosenCollectorIds, type OptInCollectorId } from '#shared/collectors/ids.ts';
import { generateScript } from '#shared/collectors/script.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import { FrameDecoder } from '#shared/evidence/framing.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';
import { noteHostChanges } from '#shared/pipeline/host-changes.ts';
import { type EvidenceSource, SourceFailure } from '#shared/pipeline/source.ts';

export interface LiveOptions extends ConnectOptions {
  readonly elevation: Elevation;
  readonly toolVersion: string;
  /** Null: every collector. */
  readonly only: readonly CollectorId[] | null;
  /** Collectors that change something on the host. */
  readonly with?: readonly OptInCollectorId[];
  readonly secondSample: boolean;
  /** Code of the rule that one finding is checked again by; custody says so. */
  readonly recheckOf?: string;
  /** 32 lower-case hex digits, used for no other run: the window shows a run's script before it starts. Drawn here when left out. */
  readonly nonce?: string;
  /** Another script than the collectors', for tests of the link. It gets the run's nonce. */
  readonly script?: (nonce: string) => string;
  readonly shellTimes?: ShellTimes;
}

/**
 * A host over SSH, ready to be read: connected, checked, logged in, elevated.
 *
 * The caller must either iterate `records` or call `close`. An abort of `signal` ends it at any time; what
 * had arrived until then has been yielded.
 */
export async function openLive(
  options: LiveOptions,
  asks: Asks,
  onProgress: (progress: LiveProgress) => void,
  signal: AbortSignal,
): Promise<Result<LiveSource, AppError>> {
  const meter = new ProgressMeter(chosenCollectorIds(options.only, options.with), onProgress);
  const connected = await connect(options, asks, (step) => meter.at(step), signal);
  if (!connected.ok) return connected;
  const connection = connected.value;
  const { host, user } = options.target;
  meter.at('elevating');
  const forWhom = showTarget(options.target);
  const context = { connection, asks, host, user, forWhom, ...(options.shellTimes && { times: options.shellTimes }) };
  const elevated = await elevate(context, options.elevation);
  if (!elevated.ok) {
    // A link that broke meanwhile explains whatever the host seemed to refuse.
    const why = connection.brokenBy() ?? elevated.error;
    connection.end();
    return err(why);
  }
  return ok(new LiveSource(options, connection, elevated.value, meter));
}

export class LiveSource implements EvidenceSource {
  readonly kind = 'live';
  readonly title: string;
  /** Set when a key the user wanted to be remembered could not be written down. */
  readonly notRemembered: AppError | null;
  private readonly options: LiveOptions;
  private readonly connection: Connection;
  private readonly reader: ChannelReader;
  private readonly meter: ProgressMeter;
  /** The script as it is sent, byte for byte. */
  readonly script: string;
  private readonly nonce: string;
  private clock: Pick<Custody, 'hostClockMs' | 'localClockMs' | 'clockErrorMs'> = noClock;
  private whole = false;
  private readonly hostChanges: string[] = [];
  private used = false;

  constructor(options: LiveOptions, connection: Connection, reader: ChannelReader, meter: ProgressMeter) {
    this.title = showTarget(options.target);
    this.notRemembered = connection.notRemembered;
    this.options = options;
    this.connection = connection;
    this.reader = reader;
    this.meter = meter;
    const { only, secondSample, toolVersion } = options;
    const asked = options.with ?? [];
    this.nonce = options.nonce ?? randomBytes(16).toString('hex');
    const generate =
      options.script ?? ((nonce) => generateScript({ nonce, only, with: asked, secondSample, toolVersion }));
    this.script = generate(this.nonce);
  }

  /**
   * Sends the script and yields its records as they complete. Only what comes after the loader's mark is looked at,
   * so a banner or a profile that prints cannot be taken for a frame. A slow reader stops the host.
   */
  async *records(signal: AbortSignal): AsyncGenerator<EvidenceRecord> {
    if (this.used) throw new Error('a live source is read once');
    this.used = true;
    const stop = () => this.connection.end();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const decoder = new FrameDecoder({ nonce: this.nonce, host: this.options.target.host });
    let any = false;
    try {
      this.meter.at('collecting');
      const sentAt = Date.now();
      this.reader.channel.write(scriptMessage(Buffer.from(this.script, 'utf8')));
      for (;;) {
        const chunk = await this.reader.next();
        if (chunk) this.meter.received(chunk.length);
        for (const event of chunk ? decoder.push(chunk) : decoder.end()) {
          this.meter.frame(event);
          if (event.kind === 'header') this.clock = clockOf(event.hostClockMs, sentAt);
          if (event.kind !== 'record') continue;
          any = true;
          noteHostChanges(this.hostChanges, event.record);
          yield event.record;
        }
        if (chunk === null || decoder.finished) break;
      }
      this.whole = decoder.finished;
      if (!any && !this.whole && !signal.aborted) throw new SourceFailure(this.whyNothing());
    } finally {
      this.whole = decoder.finished;
      signal.removeEventListener('abort', stop);
      this.meter.finish(this.whole, say(msg('ssh.closed')));
      this.close();
    }
  }

  /** Known when `records` has ended. */
  custody(): Custody {
    const { target, toolVersion, elevation, recheckOf } = this.options;
    return {
      toolVersion,
      scriptSha256: createHash('sha256').update(this.script, 'utf8').digest('hex'),
      reachedBy: `ssh://${target.user}@${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`,
      hostKeyFingerprint: this.connection.hostKeyFingerprint,
      elevation,
      ...this.clock,
      hostChanges: this.hostChanges,
      ended: this.whole,
      ...(recheckOf !== undefined && { recheckOf }),
    };
  }

  /** Why the stream ended without its end mark; null when it did not. What a front end says beside a partial capture. */
  cutBy(): AppError | null {
    if (this.whole || !this.used) return null;
    const lost: AppError = { kind: 'connection-lost', host: this.options.target.host, afterBytes: this.reader.bytes };
    return this.connection.brokenBy() ?? lost;
  }

  close(): void {
    this.connection.end();
  }

  private whyNothing(): AppError {
    const { host } = this.options.target;
    const said =
      this.reader.stderr
        .trim()
        .split(/[\r\n]+/)
        .at(-1)
        ?.slice(0, 200) ?? '';
    const code = this.reader.end?.exitCode ?? null;
    const broken = this.connection.brokenBy();
    if (broken) return broken;
    if (code === null) return { kind: 'connection-lost', host, afterBytes: this.reader.bytes };
    if (code === loaderRefused) return { kind: 'exec-refused', host, reason: say(msg('ssh.script.notTaken')) };
    return { kind: 'exec-refused', host, reason: say(msg('ssh.script.ended', { code, said })) };
  }
}

const noClock = { hostClockMs: null, localClockMs: null, clockErrorMs: null };

/** The host read its clock between our sending and this arrival, so the error is at most the time between the two. */
function clockOf(hostClockMs: number | null, sentAt: number): typeof noClock | Pick<Custody, keyof typeof noClock> {
  if (hostClockMs === null) return noClock;
  const localClockMs = Date.now();
  return { hostClockMs, localClockMs, clockErrorMs: localClockMs - sentAt };
}
