import type { AnalysisClient } from '#electron/analysis/client.ts';
import type { AnswerTo, QuestionName, QuestionOf } from '#electron/analysis/protocol.ts';
import { newMap } from '#electron/node/redaction/map-file.ts';
import type { OpenedSource } from '#electron/services/open-sources.ts';
import { createMask, type Mask } from '#electron/services/redaction/mask.ts';
import { type OneByOne, oneByOne } from '#electron/services/redaction/one-by-one.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { RedactionMap } from '#shared/export/redaction/map.ts';
import type { RedactionPreview, RedactionState, SourceRedaction } from '#shared/ipc/redaction-payloads.ts';

/**
 * The switch that hides names, and the one map of this run.
 *
 * While it is on, `shown` gives sources whose every answer comes from their redacted analysis; one that has none yet answers
 * `redacting`. An answer that was asked for on the other side of the switch is dropped. Redactions run one after the other, each with
 * the map of the one before, so that one name has one pseudonym in all sources.
 */
export interface Redaction {
  readonly mask: Mask;
  isOn(): boolean;
  state(): RedactionState;
  /** At once; what has to be made follows and is told. */
  turn(on: boolean, turn: string): RedactionState;
  /** As the window may see it now. */
  shown(source: OpenedSource): OpenedSource;
  /** A source is there, with nothing to be asked yet. */
  opened(source: OpenedSource): void;
  /** A source has an analysis, or a newer one. Settles when the window may be told; with the switch off, at once. */
  analysed(source: OpenedSource): Promise<void>;
  failed(sourceId: string, error: AppError): void;
  forget(sourceId: string): void;
  preview(source: OpenedSource): Promise<Result<RedactionPreview, AppError>>;
  /** Records, title and custody with the map of now. */
  evidence(source: OpenedSource): Promise<AnswerTo<'redaction.evidence'>>;
  /** As a file of the redacted source is called. */
  titleOf(source: OpenedSource): string;
  map(): RedactionMap;
  noteSaved(map: RedactionMap): void;
  /** Another map from now on: everything shown is made anew. */
  use(map: RedactionMap): Promise<RedactionState>;
}

interface Entry {
  readonly source: OpenedSource;
  readonly analysed: boolean;
  readonly state: 'redacting' | 'ready' | { readonly failed: AppError };
  readonly title: string | null;
  readonly host: string | null;
  readonly preview: RedactionPreview | null;
  /** Words of the map with which it was made; ids follow from the key. */
  readonly words: number;
}

export interface RedactionListener {
  /** The switch or the state of a source. */
  readonly changed: (state: RedactionState) => void;
  /** A source that was shown already has other pseudonyms, or more. */
  readonly renewed: (sourceId: string) => void;
}

export function createRedaction({ changed, renewed }: RedactionListener): Redaction {
  let on = false;
  let turn = '';
  /** Counts up with each turn: what was begun before one is of no use after it. */
  let epoch = 0;
  let map = newMap();
  let savedTokens = 0;
  const entries = new Map<string, Entry>();
  const queue: OneByOne = oneByOne();
  const mask = createMask(() => map);
  const tell = () => changed(state());

  const state = (): RedactionState => ({
    on,
    turn,
    sources: on ? [...entries.values()].map(toldOf) : [],
    map: { names: map.tokens.length, saved: map.tokens.length <= savedTokens },
  });

  function put(source: OpenedSource, change: Partial<Omit<Entry, 'source'>>): void {
    const none = { analysed: false, state: 'redacting', title: null, host: null, preview: null, words: -1 } as const;
    entries.set(source.sourceId, { ...none, ...entries.get(source.sourceId), ...change, source });
  }

  /** Makes what is shown of a source while the switch is on. */
  function show(source: OpenedSource): Promise<void> {
    const at = epoch;
    return queue.run(async () => {
      if (epoch !== at || !entries.has(source.sourceId)) return;
      await make(source, true, at);
      if (epoch === at) tell();
    });
  }

  async function make(source: OpenedSource, shows: boolean, at: number): Promise<Result<RedactionPreview, AppError>> {
    const made = await source.client.ask('redaction.make', { map, show: shows });
    if (!made.ok) {
      if (entries.has(source.sourceId) && shows && epoch === at) put(source, { state: { failed: made.error } });
      return made;
    }
    const { title, host, preview } = made.value;
    take(made.value.map);
    if (!entries.has(source.sourceId) || epoch !== at) return ok(preview);
    const found = { title, preview, words: wordsOf(map) };
    put(source, shows ? { ...found, host, state: 'ready' } : found);
    return ok(preview);
  }

  function take(newer: RedactionMap): void {
    if (newer.tokens.length !== map.tokens.length) map = newer;
  }

  function showAll(): void {
    const all = [...entries.values()].filter((entry) => entry.analysed);
    void Promise.all(all.map(({ source }) => show(source))).then(renewOlder);
  }

  /** Words that another source taught the map are replaced here too, once nothing is still arriving. */
  async function renewOlder(): Promise<void> {
    const at = epoch;
    const all = () => [...entries.values()];
    if (!on || queue.waiting() > 0 || all().some((e) => e.state === 'redacting' || !e.source.shown.complete)) return;
    for (const entry of all()) {
      if (epoch !== at || entry.state !== 'ready' || entry.words >= wordsOf(map)) continue;
      await show(entry.source);
      if (epoch === at) renewed(entry.source.sourceId);
    }
  }

  const sideOf = (sourceId: string): 'redacted' | AppError => {
    const entry = entries.get(sourceId);
    if (entry?.state === 'ready') return 'redacted';
    return typeof entry?.state === 'object' ? entry.state.failed : { kind: 'redacting' };
  };

  function guarded(source: OpenedSource): AnalysisClient {
    const { client, sourceId } = source;
    return {
      ...client,
      async ask<N extends QuestionName>(name: N, question: QuestionOf<N>): Promise<AnswerTo<N>> {
        const at = epoch;
        const side = on ? sideOf(sourceId) : 'original';
        if (typeof side === 'object') return err(side) as AnswerTo<N>;
        const answer = await client.ask(name, question, side);
        return epoch === at ? answer : (err({ kind: 'redacting' }) as AnswerTo<N>);
      },
    };
  }

  return {
    mask,
    isOn: () => on,
    state,
    turn(next, by) {
      turn = by;
      if (next !== on) {
        on = next;
        epoch += 1;
        for (const { source } of entries.values()) {
          put(source, { state: 'redacting' });
          if (!on) void source.client.ask('redaction.drop', null);
        }
        if (on) showAll();
      }
      tell();
      return state();
    },
    shown(source) {
      const client = guarded(source);
      if (!on) return { ...source, client };
      const entry = entries.get(source.sourceId);
      const ready = entry?.state === 'ready' ? entry : null;
      const { title, host } = source.shown;
      return {
        ...source,
        client,
        // Records as they came would go into a bundle.
        live: null,
        shown: {
          ...source.shown,
          title: ready?.title ?? mask.name(title),
          host: ready ? ready.host : host && mask.name(host),
        },
      };
    },
    opened(source) {
      put(source, {});
      if (on) tell();
    },
    async analysed(source) {
      const isNew = !entries.has(source.sourceId);
      put(source, { analysed: true, preview: null });
      if (!on) return;
      if (isNew) tell();
      await show(source);
      void renewOlder();
    },
    failed(sourceId, error) {
      const entry = entries.get(sourceId);
      if (!on || !entry) return;
      put(entry.source, { state: { failed: error } });
      tell();
    },
    forget(sourceId) {
      entries.delete(sourceId);
      if (on) tell();
    },
    preview(source) {
      return queue.run(async () => {
        const entry = entries.get(source.sourceId);
        const isShown = !on || entry?.state === 'ready';
        if (isShown && entry?.preview && entry.words === wordsOf(map)) return ok(entry.preview);
        const made = await make(source, on, epoch);
        tell();
        return made;
      });
    },
    evidence: (source) =>
      queue.run(async () => {
        const made = await source.client.ask('redaction.evidence', { map });
        if (made.ok) take(made.value.map);
        return made;
      }),
    titleOf: (source) => entries.get(source.sourceId)?.title ?? mask.name(source.shown.title),
    map: () => map,
    noteSaved(saved) {
      if (saved.key === map.key) savedTokens = saved.tokens.length;
      tell();
    },
    async use(next) {
      await queue.run(async () => {
        map = next;
        savedTokens = next.tokens.length;
        epoch += 1;
        for (const { source } of entries.values()) put(source, { state: 'redacting', title: null, words: -1 });
      });
      tell();
      if (on) showAll();
      return state();
    },
  };
}

const wordsOf = ({ tokens }: RedactionMap): number => tokens.filter((t) => t.class !== 'id').length;

function toldOf({ source: { sourceId }, state }: Entry): SourceRedaction {
  return typeof state === 'object' ? { sourceId, state: 'failed', error: state.failed } : { sourceId, state };
}
