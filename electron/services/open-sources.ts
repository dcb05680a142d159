import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type Analysed, type AnalysisClient, startAnalysis } from '#electron/analysis/client.ts';
import { hostColour } from '#electron/services/host-colour.ts';
import { type LiveEvidence, liveEvidence } from '#electron/services/live-evidence.ts';
import { createOpenings } from '#electron/services/openings.ts';
import type { Platform } from '#electron/services/platform.ts';
import { createRedaction, type Redaction } from '#electron/services/redaction/redaction.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { Opening, OpenSource, RecheckOf, SavedHost } from '#shared/ipc/payloads.ts';

export interface OpenedSource {
  readonly sourceId: string;
  readonly client: AnalysisClient;
  /** A live capture's records, kept here too: they outlive the analysis process. Null for files. */
  readonly live: LiveEvidence | null;
  /** Where it lies on this machine, absolute; null for a live capture, the demo, and an upload, which is gone once it is read. */
  readonly file: string | null;
  readonly shown: OpenSource;
}

export interface OpenHow {
  readonly name?: string;
  readonly openingId?: string;
  /** The command line named it. */
  readonly unasked?: boolean;
}

/** Where a running capture puts what arrives. */
export interface LiveFeed {
  readonly sourceId: string;
  add(record: EvidenceRecord): void;
  /** Resolves when queries answer from everything added so far. */
  analyse(custody: Custody, complete: boolean): Promise<Result<Analysed, AppError>>;
}

export interface OpenSources {
  /** As the window may see them: while names are hidden, under pseudonyms. */
  list(): readonly OpenSource[];
  /** The same of one, with a client that answers for what is shown. */
  get(sourceId: string): Result<OpenedSource, AppError>;
  /** With its names, whatever the switch says: for the engineer's own list and bundle. */
  original(sourceId: string): Result<OpenedSource, AppError>;
  readonly redaction: Redaction;
  /**
   * A file by its absolute path, or `demo`. `name` is what the user calls it: an upload's path means nothing to them.
   * The window is told of its progress under `openingId`, and at its end why it failed when the window did not ask for it.
   */
  open(file: string, how?: OpenHow): Promise<Result<OpenedSource, AppError>>;
  /** Those under way: for a page that connects meanwhile. */
  openings(): readonly Opening[];
  /** Kills the process that reads it, at once. */
  cancelOpening(openingId: string): void;
  /** `recheck`: this evidence is read again for a finding of another source. */
  startLive(title: string, colour: number, recheck?: RecheckOf): LiveFeed;
  close(sourceId: string): void;
  closeAll(): void;
}

/** Every source that is open, one analysis process each. */
export function openSources(
  platform: Pick<Platform, 'spawnAnalysis' | 'emit'>,
  savedHosts: () => Promise<readonly SavedHost[]>,
): OpenSources {
  const sources = new Map<string, OpenedSource>();
  const openings = createOpenings((name, payload) => platform.emit(name, payload));
  const list = () => [...sources.values()].map(({ shown }) => shown);
  /** What was told last of each source, and how often it was told again for its pseudonyms alone. */
  const told = new Map<string, { readonly generation: number; readonly complete: boolean; readonly again: number }>();
  const redaction = createRedaction({
    changed: (state) => platform.emit('redaction.changed', state),
    renewed(sourceId) {
      const last = told.get(sourceId);
      if (last) tell(sourceId, { ...last, again: last.again + 1 });
    },
  });

  function tell(sourceId: string, now: { generation: number; complete: boolean; again: number }): void {
    if (!sources.has(sourceId)) return;
    told.set(sourceId, now);
    const { generation, complete, again } = now;
    platform.emit('source.changed', { sourceId, generation: generation + again, complete });
  }

  function find(sourceId: string): Result<OpenedSource, AppError> {
    const found = sources.get(sourceId);
    return found ? ok(found) : err({ kind: 'no-such-source', sourceId });
  }

  function put(source: OpenedSource): OpenedSource {
    sources.set(source.sourceId, source);
    return source;
  }

  /** Tells the window; while names are hidden, when those of this evidence are replaced. */
  async function changed(sourceId: string, analysed: Analysed): Promise<void> {
    const { generation, complete, title, kind, host, capturedAt } = analysed;
    const source = sources.get(sourceId);
    if (!source) return;
    const shown = {
      ...source.shown,
      title: source.live ? source.shown.title : title,
      kind,
      complete,
      host,
      capturedAt,
    };
    const replaced = redaction.analysed(put({ ...source, shown }));
    if (redaction.isOn()) await replaced;
    tell(sourceId, { generation, complete, again: told.get(sourceId)?.again ?? 0 });
  }

  return {
    list: () => [...sources.values()].map((source) => redaction.shown(source).shown),
    get(sourceId) {
      const found = find(sourceId);
      return found.ok ? ok(redaction.shown(found.value)) : found;
    },
    original: find,
    redaction,
    async open(file, { name = file, openingId, unasked = false } = {}) {
      const client = startAnalysis(platform.spawnAnalysis);
      const opening = openings.begin(path.basename(name), () => client.close(), openingId);
      const analysed = await client.open(file, name, opening.onProgress);
      if (!analysed.ok) {
        client.close();
        opening.end(null, unasked ? analysed.error : null);
        return analysed;
      }
      const sourceId = randomUUID();
      const { title, kind, complete, host, capturedAt } = analysed.value;
      const colour = hostColour(host ?? title, await savedHosts(), list());
      const shown = { sourceId, title, kind, complete, colour, host, capturedAt };
      const source = put({
        sourceId,
        client,
        live: null,
        file: openingId === undefined && file !== 'demo' ? file : null,
        shown,
      });
      void changed(sourceId, analysed.value);
      opening.end(sourceId);
      return ok(source);
    },
    openings: () => openings.running(),
    cancelOpening: (openingId) => openings.cancel(openingId),
    startLive(title, colour, recheck) {
      const sourceId = randomUUID();
      const client = startAnalysis(platform.spawnAnalysis);
      const live = liveEvidence(title);
      client.begin({ kind: 'live', title });
      const shown = {
        sourceId,
        title,
        kind: 'live',
        colour,
        complete: false,
        host: null,
        capturedAt: null,
        ...(recheck && { recheck }),
      };
      redaction.opened(put({ sourceId, client, live, file: null, shown }));
      return {
        sourceId,
        add(record) {
          live.add(record);
          client.add(record);
        },
        async analyse(custody, complete) {
          live.setCustody(custody);
          const analysed = await client.analyse(custody, complete);
          if (analysed.ok) await changed(sourceId, analysed.value);
          else redaction.failed(sourceId, analysed.error);
          return analysed;
        },
      };
    },
    close(sourceId) {
      sources.get(sourceId)?.client.close();
      sources.delete(sourceId);
      told.delete(sourceId);
      redaction.forget(sourceId);
    },
    closeAll() {
      for (const { openingId } of openings.running()) openings.cancel(openingId);
      for (const { client } of sources.values()) client.close();
      sources.clear();
    },
  };
}
