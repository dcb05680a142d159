import { randomUUID } from 'node:crypto';
import { toolVersion } from '#electron/node/package-root.ts';
import { agentSocket } from '#electron/node/ssh/agent.ts';
import type { LiveProgress } from '#electron/node/ssh/live-progress.ts';
import { type LiveSource, openLive } from '#electron/node/ssh/live-source.ts';
import { checkTarget, type Target } from '#electron/node/ssh/target.ts';
import { trustPaths } from '#electron/node/ssh/trust-store.ts';
import { keyFile } from '#electron/services/keys.ts';
import type { NextScript } from '#electron/services/next-script.ts';
import type { LiveFeed, OpenSources } from '#electron/services/open-sources.ts';
import type { Platform } from '#electron/services/platform.ts';
import { promptAsks } from '#electron/services/prompt-asks.ts';
import type { Prompts } from '#electron/services/prompts.ts';
import { reanalysisPace } from '#electron/services/reanalysis-pace.ts';
import type { SavedHosts } from '#electron/services/saved-hosts.ts';
import { throttle } from '#electron/services/throttle.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { CollectorId } from '#shared/collectors/ids.ts';
import type { CaptureProgress, CaptureRequest, CaptureTarget, RecheckOf } from '#shared/ipc/payloads.ts';
import { msg, say } from '#shared/messages/index.ts';
import { SourceFailure } from '#shared/pipeline/source.ts';

/** Captures running at once. Each holds one connection and one analysis process. */
const capturesAtOnce = 16;
const progressEveryMs = 100;

export interface Captures {
  /** Answers at once; everything later is told by events, `capture.ended` last. */
  start(request: CaptureRequest, recheck?: RecheckCapture): Promise<Result<{ captureId: string }, AppError>>;
  /** How a source was captured, while this program runs; null for files. What was asked for with it is asked for anew. */
  targetOf(sourceId: string): CaptureTarget | null;
  list(): readonly {
    readonly captureId: string;
    readonly target: CaptureRequest;
    readonly recheck: RecheckOf | null;
  }[];
  /** What had arrived stays open as a partial source. Unknown and ended ids are fine. */
  cancel(captureId: string): void;
  cancelFor(sourceId: string): void;
  running(): number;
  /** Cancels all and settles when every connection is closed. */
  close(): Promise<void>;
}

/** A capture of only what one finding rests on. */
export interface RecheckCapture {
  readonly of: RecheckOf;
  readonly only: readonly CollectorId[];
  /** Told once, when there is a source that evidence goes into. */
  readonly onSource: (sourceId: string) => void;
}

interface Services {
  readonly platform: Pick<Platform, 'emit'>;
  readonly prompts: Prompts;
  readonly sources: OpenSources;
  readonly hosts: SavedHosts;
  readonly scripts: NextScript;
}

interface Running {
  readonly captureId: string;
  readonly target: Target;
  readonly request: CaptureRequest;
  readonly recheck: RecheckCapture | null;
  readonly stop: AbortController;
  feed: LiveFeed | null;
  /** Queries for the feed have an answer. */
  shown: boolean;
  done: Promise<void>;
}

export function createCaptures(services: Services): Captures {
  const { platform, prompts, sources, hosts, scripts } = services;
  const running = new Map<string, Running>();
  const targets = new Map<string, CaptureTarget>();

  async function run(capture: Running, request: CaptureRequest): Promise<void> {
    const { captureId, target, stop } = capture;
    const progress = throttle<CaptureProgress>(progressEveryMs, (value) => platform.emit('capture.progress', value));
    const tell = (live: LiveProgress) =>
      progress.push({
        ...live,
        captureId,
        host: target.host,
        sourceId: capture.shown ? (capture.feed?.sourceId ?? null) : null,
      });
    const latest = { progress: null as LiveProgress | null };
    const onProgress = (live: LiveProgress) => {
      // The link's end is not yet the capture's: what arrived is analysed once more.
      latest.progress = live.step === 'ended' ? { ...live, step: 'analysing' } : live;
      tell(latest.progress);
    };
    let error: AppError | null;
    try {
      error = await read(capture, request, onProgress, () => latest.progress);
    } catch (failure) {
      if (!(failure instanceof SourceFailure)) throw failure;
      error = failure.error;
    }
    if (stop.signal.aborted) error = { kind: 'cancelled' };
    if (latest.progress) tell({ ...latest.progress, step: 'ended' });
    progress.flush();
    platform.emit('capture.ended', { captureId, sourceId: capture.feed?.sourceId ?? null, error });
  }

  async function read(
    capture: Running,
    request: CaptureRequest,
    onProgress: (live: LiveProgress) => void,
    latest: () => LiveProgress | null,
  ): Promise<AppError | null> {
    const { target, stop, captureId, recheck } = capture;
    const key = request.keyId === null ? null : await keyFile(request.keyId);
    if (request.keyId !== null && key === null)
      return { kind: 'key-unreadable', file: request.keyId, reason: 'ENOENT' };
    const options = {
      target,
      trust: trustPaths(),
      keyPaths: key === null ? [] : [key],
      agentSocket: request.useAgent ? agentSocket() : null,
      elevation: request.elevation,
      toolVersion,
      only: recheck?.only ?? null,
      ...(recheck && { recheckOf: recheck.of.code }),
      with: request.with ?? [],
      secondSample: true,
      nonce: scripts.take().nonce,
    };
    const opened = await openLive(options, promptAsks(prompts, captureId, stop.signal), onProgress, stop.signal);
    if (!opened.ok) return opened.error;
    await feedFrom(capture, opened.value, await colourOf(target), latest);
    return opened.value.cutBy() ?? opened.value.notRemembered;
  }

  async function feedFrom(
    capture: Running,
    live: LiveSource,
    colour: number,
    latest: () => LiveProgress | null,
  ): Promise<void> {
    const pace = reanalysisPace(performance.now());
    for await (const record of live.records(capture.stop.signal)) {
      capture.feed ??= startFeed(capture, live.title, colour);
      const { feed } = capture;
      feed.add(record);
      if (!pace.isDue(performance.now(), latest()?.step === 'second-sample')) continue;
      pace.begun();
      void feed.analyse(live.custody(), false).then((analysed) => {
        capture.shown ||= analysed.ok;
        pace.ended(performance.now(), analysed.ok ? analysed.value.tookMs : 0);
      });
    }
    await capture.feed?.analyse(live.custody(), true);
    capture.shown = true;
  }

  function startFeed({ request, recheck }: Running, host: string, colour: number): LiveFeed {
    const title = recheck ? say(msg('recheck.title', { title: host, code: recheck.of.code })) : host;
    const feed = sources.startLive(title, colour, recheck?.of);
    const { with: _asked, ...target } = request;
    targets.set(feed.sourceId, target);
    recheck?.onSource(feed.sourceId);
    return feed;
  }

  /** The colour the user gave this host, or one that stays the same for its name. */
  async function colourOf({ host, port, user }: Target): Promise<number> {
    const saved = (await hosts.list()).find((h) => h.host === host && h.port === port && h.user === user);
    return saved?.colour ?? new TextEncoder().encode(host).reduce((sum, byte) => sum + byte, 0) % 8;
  }

  function cancel(captureId: string): void {
    running.get(captureId)?.stop.abort();
  }

  return {
    async start(request, recheck) {
      const target = checkTarget({ host: request.host, port: request.port, user: request.user });
      if (!target.ok) return target;
      if (running.size >= capturesAtOnce) {
        return err({ kind: 'ssh-unreachable', host: request.host, port: request.port, reason: 'EMFILE' });
      }
      const captureId = randomUUID();
      const capture: Running = {
        captureId,
        target: target.value,
        request,
        recheck: recheck ?? null,
        stop: new AbortController(),
        feed: null,
        shown: false,
        done: Promise.resolve(),
      };
      running.set(captureId, capture);
      capture.done = run(capture, request).finally(() => running.delete(captureId));
      return ok({ captureId });
    },
    list: () =>
      [...running.values()].map(({ captureId, request, recheck }) => ({
        captureId,
        target: request,
        recheck: recheck?.of ?? null,
      })),
    cancel,
    targetOf: (sourceId) => targets.get(sourceId) ?? null,
    cancelFor(sourceId) {
      targets.delete(sourceId);
      for (const { captureId, feed } of running.values()) if (feed?.sourceId === sourceId) cancel(captureId);
    },
    running: () => running.size,
    async close() {
      const all = [...running.values()];
      for (const { captureId } of all) cancel(captureId);
      await Promise.allSettled(all.map(({ done }) => done));
    },
  };
}
