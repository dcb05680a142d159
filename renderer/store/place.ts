import { createStore, useStore } from '#renderer/store/create-store.ts';
import type { CollectorId, OptInCollectorId } from '#shared/collectors/ids.ts';
import type { Subject } from '#shared/rules/rule.ts';

/** Where the user stands: a view and what it was asked. Everything a step back has to restore. */
export type Place =
  | { readonly view: 'connect'; readonly form: ConnectForm | null }
  | { readonly view: 'progress'; readonly captureId: string }
  | { readonly view: 'findings'; readonly finding: string | null }
  | { readonly view: 'who'; readonly needle: string }
  | {
      readonly view: 'graph';
      readonly focus: string | null;
      readonly expanded: readonly string[];
      readonly show: 'both' | 'table';
    }
  | {
      readonly view: 'device-map';
      readonly focus: string | null;
      readonly expanded: readonly string[];
      readonly onlyTrouble: boolean;
      readonly show: 'picture' | 'table';
    }
  | {
      readonly view: 'block-map';
      /** `major:minor`; null: the first pool whose blocks are known. */
      readonly pool: string | null;
      /** The device whose blocks are hatched. */
      readonly device: string | null;
      /** Blocks in sight, `to` exclusive; null: as far as anything is mapped. */
      readonly window: { readonly from: number; readonly to: number } | null;
      readonly show: 'both' | 'table';
    }
  | { readonly view: 'chain'; readonly needle: string; readonly show: 'picture' | 'table' }
  | {
      readonly view: 'layers';
      /** As `resolveLayers` reads it; null: the image in most trouble. */
      readonly focus: string | null;
      readonly expanded: readonly string[];
      readonly show: 'picture' | 'table';
    }
  | { readonly view: TableView; readonly filter: string; readonly sort: Sort | null }
  | { readonly view: 'evidence'; readonly record: string | null; readonly line: number; readonly filter: string }
  | { readonly view: 'completeness' }
  /** Of a re-check's source: what it says. */
  | { readonly view: 'recheck' }
  | {
      readonly view: 'compare';
      /** The earlier source; the later one is the source in sight. Null: not chosen yet. */
      readonly before: string | null;
      readonly filter: string;
      readonly sort: Sort | null;
    };

export type View = Place['view'];
export type TableView = 'mounts' | 'processes' | 'namespaces' | 'pools' | 'thin-devices' | LayerTableName;
/** Tables about images and layers. */
export type LayerTableName = 'images' | 'snapshots' | 'overlays' | 'differences';
export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** What the connect form starts with: typed text, or a saved host's id. */
export interface ConnectForm {
  readonly target: string;
  readonly savedHost: string | null;
  /** The connection is made to check one finding again. */
  readonly recheck?: RecheckForm;
}

/** What is to be checked again, and what was asked for with it. */
export interface RecheckForm {
  readonly sourceId: string;
  readonly findingId: string;
  readonly code: string;
  readonly collectors: readonly CollectorId[];
  readonly asked: readonly OptInCollectorId[];
  /** As custody names it; null where it does not. */
  readonly elevation: 'none' | 'sudo' | null;
}

export interface Where {
  readonly place: Place;
  readonly sourceId: string | null;
  /** One selection for picture, tables, evidence and status bar. */
  readonly selection: Subject | null;
}

const start: Where = { place: { view: 'connect', form: null }, sourceId: null, selection: null };
export const where = createStore<Where>(start);
export const useWhere = <S>(selector: (where: Where) => S): S => useStore(where, selector);

/** Where each source was left, so that coming back to its tab is coming back to its view. */
const left = new Map<string, Where>();
where.subscribe(() => {
  const now = where.get();
  if (now.sourceId !== null && now.place.view !== 'connect' && now.place.view !== 'progress')
    left.set(now.sourceId, now);
});

const past: Where[] = [];
const pastLimit = 100;

/** Goes somewhere, leaving a step to come back to. */
export function go(place: Place, change: Partial<Omit<Where, 'place'>> = {}): void {
  past.push(where.get());
  if (past.length > pastLimit) past.shift();
  where.set((now) => ({ ...now, ...change, place }));
}

/** Changes the question where one stands (a filter, a group opened) without a step of its own. */
export function refine(place: Place): void {
  where.set((now) => ({ ...now, place }));
}

export function select(selection: Subject | null): void {
  where.set((now) => ({ ...now, selection }));
}

/** One step back: first lets go of the selection, then leaves the place. False when there is nowhere to go. */
export function back(): boolean {
  const before = past.pop();
  if (!before) return false;
  where.set(before);
  return true;
}

/** Opens a source's own start: its findings. A source that was never open has no selection to keep. */
export const enterSource = (sourceId: string): void =>
  go({ view: 'findings', finding: null }, { sourceId, selection: null });

/** Back to a source as it was left: its view, what was asked there, what was selected. Its start, when it is new here. */
export function showSource(sourceId: string): void {
  const before = left.get(sourceId);
  if (where.get().sourceId === sourceId && before === where.get()) return;
  if (before) go(before.place, { sourceId, selection: before.selection });
  else enterSource(sourceId);
}

/** After a source was closed: nothing may lead back into it. */
export function forgetSource(sourceId: string): void {
  left.delete(sourceId);
  for (const [id, { place }] of left) if (leadsTo(place, sourceId)) left.delete(id);
  if (leadsTo(where.get().place, sourceId))
    where.set((now) => ({ ...now, place: { view: 'findings', finding: null } }));
  for (let i = past.length - 1; i >= 0; i--) {
    if (past[i]?.sourceId === sourceId || leadsTo(past[i]!.place, sourceId)) past.splice(i, 1);
  }
  if (where.get().sourceId === sourceId) where.set(start);
}

const leadsTo = (place: Place, sourceId: string): boolean => place.view === 'compare' && place.before === sourceId;

/** Every place that is remembered becomes another one: names in it are other ones now. A step of its own it is not. */
export function renamePlaces(rename: (where: Where) => Where): void {
  for (const [i, step] of past.entries()) past[i] = rename(step);
  for (const [sourceId, last] of left) if (last !== where.get()) left.set(sourceId, rename(last));
  where.set(rename(where.get()));
}

/** For tests and the gallery. */
export function resetPlace(): void {
  past.length = 0;
  left.clear();
  where.set(start);
}
