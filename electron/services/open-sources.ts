import { randomUUID } from 'node:crypto';
import { type Analysed, type AnalysisClient, startAnalysis } from '#electron/analysis/client.ts';
import { type LiveEvidence, liveEvidence } from '#electron/services/live-evidence.ts';
import type { Platform } from '#electron/services/platform.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { OpenSource } from '#shared/ipc/payloads.ts';

export interface OpenedSource {
  readonly sourceId: string;
  readonly client: AnalysisClient;
  /** A live capture's records, kept here too: they outlive the analysis process. Null for files. */
  readonly live: LiveEvidence | null;
  readonly shown: OpenSource;
}

/** Where a running capture puts what arrives. */
export interface LiveFeed {
  readonly sourceId: string;
  add(record: EvidenceRecord): void;
  /** Resolves when queries answer from everything added so far. */
  analyse(custody: Custody, complete: boolean): Promise<Result<Analysed, AppError>>;
}

export interface OpenSources {
  list(): readonly OpenSource[];
  get(sourceId: string): Result<OpenedSource, AppError>;
  /** A file by its absolute path, or `demo`. `name` is what the user calls it: an upload's path means nothing to them. */
  open(file: string, name?: string): Promise<Result<OpenedSource, AppError>>;
  startLive(title: string, colour: number): LiveFeed;
  close(sourceId: string): void;
  closeAll(): void;
}

/** Every source that is open, one analysis process each. */
export function openSources(platform: Pick<Platform, 'spawnAnalysis' | 'emit'>): OpenSources {
  const sources = new Map<string, OpenedSource>();
  let opened = 0;

  function put(source: OpenedSource): OpenedSource {
    sources.set(source.sourceId, source);
    return source;
  }

  function changed(sourceId: string, { generation, complete, title, kind }: Analysed): void {
    const source = sources.get(sourceId);
    if (!source) return;
    put({ ...source, shown: { ...source.shown, title: source.live ? source.shown.title : title, kind, complete } });
    platform.emit('source.changed', { sourceId, generation, complete });
  }

  return {
    list: () => [...sources.values()].map(({ shown }) => shown),
    get(sourceId) {
      const found = sources.get(sourceId);
      return found ? ok(found) : err({ kind: 'no-such-source', sourceId });
    },
    async open(file, name = file) {
      const client = startAnalysis(platform.spawnAnalysis);
      const analysed = await client.open(file, name);
      if (!analysed.ok) {
        client.close();
        return analysed;
      }
      const sourceId = randomUUID();
      const { title, kind, complete } = analysed.value;
      const shown = { sourceId, title, kind, complete, colour: opened++ % 8 };
      const source = put({ sourceId, client, live: null, shown });
      changed(sourceId, analysed.value);
      return ok(source);
    },
    startLive(title, colour) {
      const sourceId = randomUUID();
      const client = startAnalysis(platform.spawnAnalysis);
      const live = liveEvidence(title);
      client.begin({ kind: 'live', title });
      put({ sourceId, client, live, shown: { sourceId, title, kind: 'live', colour, complete: false } });
      return {
        sourceId,
        add(record) {
          live.add(record);
          client.add(record);
        },
        async analyse(custody, complete) {
          live.setCustody(custody);
          const analysed = await client.analyse(custody, complete);
          if (analysed.ok) changed(sourceId, analysed.value);
          return analysed;
        },
      };
    },
    close(sourceId) {
      sources.get(sourceId)?.client.close();
      sources.delete(sourceId);
    },
    closeAll() {
      for (const { client } of sources.values()) client.close();
      sources.clear();
    },
  };
}
