import { host } from '#renderer/platform/bridge.ts';
import { createStore, useStore } from '#renderer/store/create-store.ts';
import { notice } from '#renderer/store/notices.ts';
import { useWhere } from '#renderer/store/place.ts';
import { dropPlaces, forgetPlaces, placesBack, placesToPseudonyms, recallPlaces } from '#renderer/store/place-names.ts';
import { answerOnly, forgetAnswers } from '#renderer/store/queries.ts';
import { awaitedTurn, awaitTurn, isSettled } from '#renderer/store/settled.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { RedactionState } from '#shared/ipc/redaction-payloads.ts';
import { msg, say } from '#shared/messages/index.ts';

/** The switch as this window shows it. It turns here first, and in the same moment: nothing named is drawn after the key was pressed. */
export interface ShownRedaction {
  readonly on: boolean;
  /** Counts up when the switch turns: whatever a view remembers of the other side goes with it. */
  readonly side: number;
  /** Sources whose names are replaced, and whose place in the window is found again. */
  readonly ready: ReadonlySet<string>;
  readonly failed: ReadonlyMap<string, AppError>;
  readonly map: RedactionState['map'];
}

export const redaction = createStore<ShownRedaction>({
  on: false,
  side: 0,
  ready: new Set(),
  failed: new Map(),
  map: { names: 0, saved: true },
});

/** What is open beside the views: the engineer's list. */
export const redactionPanel = createStore(false);

const onTurn = new Set<() => void>();

/** What the stores hold with names in it must go when the switch turns. */
export const whenTurned = (forget: () => void): void => void onTurn.add(forget);

/** Nothing of a hidden source is asked or shown. */
export const isHidden = (sourceId: string): boolean => redaction.get().on && !redaction.get().ready.has(sourceId);
export const useIsHidden = (sourceId: string | null): boolean =>
  useStore(redaction, (r) => sourceId !== null && r.on && !r.ready.has(sourceId));
export const useHiddenHere = (): boolean => useIsHidden(useWhere((w) => w.sourceId));

/** A name that the page has from its user and not from the services, such as a file's. */
export const ownName = (name: string): string => (redaction.get().on ? say(msg('ui.redaction.a-file')) : name);

/** What the user typed some time ago, to be offered again: while names are hidden it is not. */
export const ownText = (text: string): string => (redaction.get().on ? '' : text);

export async function turnRedaction(on: boolean): Promise<void> {
  if (redaction.get().on === on) return;
  // Looked up before the pseudonyms are dropped; what they stand for is drawn only after. Going back does not wait for it long.
  if (!on && isSettled()) await Promise.race([placesBack(redaction.get().ready), inHalfASecond()]);
  awaitTurn(crypto.randomUUID());
  const sent = sendTurn(on);
  turnHere(on);
  await sent;
}

const inHalfASecond = () => new Promise((resolve) => setTimeout(resolve, 500));

/** The event that follows tells that it arrived: it comes after everything that was told before. */
async function sendTurn(on: boolean): Promise<void> {
  const turn = awaitedTurn();
  // A link that is cut takes it along; `resumeRedaction` sends it again.
  if (turn !== null)
    await host()
      .request('redaction.switch', { on, turn })
      .catch(() => null);
}

/** The services were away: what was turned here meanwhile is turned there. */
export async function resumeRedaction(): Promise<void> {
  if (isSettled()) await loadRedaction();
  else await sendTurn(redaction.get().on);
}

export function followRedaction(): () => void {
  answerOnly((sourceId) => !isHidden(sourceId));
  return host().on('redaction.changed', take);
}

/** A page that was loaded again while names are hidden begins so. */
export async function loadRedaction(): Promise<void> {
  const reply = await host().request('redaction.state', null);
  if (reply.ok) take(reply.value);
}

function turnHere(on: boolean): void {
  if (on) forgetPlaces();
  else recallPlaces();
  document.title = say(msg('ui.product'));
  notice.set(null);
  for (const forget of onTurn) forget();
  redaction.set((now) => ({ ...now, on, side: now.side + 1, ready: new Set(), failed: new Map() }));
  forgetAnswers();
}

/** Each telling is whole. */
function take(state: RedactionState): void {
  if (!isSettled() && state.turn !== awaitedTurn()) return;
  awaitTurn(null);
  if (state.on !== redaction.get().on) turnHere(state.on);
  const failed = new Map(state.sources.flatMap((s) => (s.state === 'failed' ? [[s.sourceId, s.error] as const] : [])));
  const is = new Set(state.sources.filter((s) => s.state === 'ready').map((s) => s.sourceId));
  const { ready: was, side } = redaction.get();
  const still = new Set([...was].filter((sourceId) => is.has(sourceId)));
  redaction.set((now) => ({ ...now, ready: still.size === was.size ? was : still, failed, map: state.map }));
  // Made anew, with other pseudonyms. A source that was closed is in no telling.
  if (state.sources.some((s) => s.state === 'redacting' && was.has(s.sourceId))) dropPlaces();
  for (const sourceId of is) if (!was.has(sourceId)) void enter(sourceId, side);
}

/** The places of a source first, then the source: a view would ask for what it showed by its name. */
async function enter(sourceId: string, side: number): Promise<void> {
  await placesToPseudonyms(sourceId);
  if (redaction.get().side !== side) return;
  redaction.set((now) => ({ ...now, ready: new Set(now.ready).add(sourceId) }));
  for (const tellReady of onReady) tellReady();
  forgetAnswers();
}

const onReady = new Set<() => void>();
/** Titles and hosts of the sources are other ones then. */
export const whenReady = (again: () => void): void => void onReady.add(again);
