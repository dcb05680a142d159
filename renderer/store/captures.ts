import { host } from '#renderer/platform/bridge.ts';
import { createStore } from '#renderer/store/create-store.ts';
import { go, where } from '#renderer/store/place.ts';
import { forgetAnswersOf } from '#renderer/store/queries.ts';
import { redaction, whenTurned } from '#renderer/store/redaction.ts';
import { isSettled } from '#renderer/store/settled.ts';
import { refreshSources } from '#renderer/store/sources.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { OptInCollectorId } from '#shared/collectors/ids.ts';
import type { Events } from '#shared/ipc/contract.ts';
import type {
  CaptureProgress,
  CaptureRequest,
  CaptureTarget,
  Prompt,
  PromptAnswer,
  RecheckOf,
} from '#shared/ipc/payloads.ts';
import { msg, say } from '#shared/messages/index.ts';

/** One capture of this window, from the button to its end. */
export interface Capture {
  readonly captureId: string;
  /** As the user typed it, for the steps shown. */
  readonly target: CaptureRequest;
  /** It reads again what one finding rests on. */
  readonly recheck: RecheckOf | null;
  readonly progress: CaptureProgress | null;
  /** Questions not answered yet, oldest first. */
  readonly prompts: readonly Prompt[];
  readonly ended: { readonly sourceId: string | null; readonly error: AppError | null } | null;
}

export const captures = createStore<ReadonlyMap<string, Capture>>(new Map());

/** Events may overtake the reply that names the capture; they wait here for it. */
const early = new Map<string, ((c: Capture) => Capture)[]>();

export async function startCapture(target: CaptureRequest): Promise<AppError | null> {
  const reply = await host().request('capture.start', target);
  if (!reply.ok) return reply.error;
  watch(reply.value.captureId, target);
  return null;
}

/** Null target: as the finding's source was captured. */
export async function startRecheck(
  { sourceId, findingId, code }: RecheckOf,
  target: CaptureTarget | null,
  asked: readonly OptInCollectorId[],
): Promise<AppError | null> {
  const reply = await host().request('recheck.start', { sourceId, findingId, target, with: [...asked] });
  if (!reply.ok) return reply.error;
  watch(reply.value.captureId, reply.value.target, { sourceId, findingId, code });
  return null;
}

/** Captures that this page did not start: the command line named their host. */
export async function watchRunning(): Promise<void> {
  const reply = await host().request('capture.list', null);
  if (reply.ok) for (const { captureId, target, recheck } of reply.value) watch(captureId, target, recheck);
}

function watch(captureId: string, target: CaptureRequest, recheck: RecheckOf | null = null): void {
  let capture: Capture = { captureId, target, recheck, progress: null, prompts: [], ended: null };
  for (const change of early.get(captureId) ?? []) capture = change(capture);
  early.delete(captureId);
  forgetAnswersOf('script.show');
  captures.set((all) => new Map(all).set(captureId, capture));
  go({ view: 'progress', captureId }, { sourceId: null, selection: null });
}

/** For the gallery: a scene starts without the captures of the one before. */
export const forgetCaptures = (): void => captures.set(new Map());

export const cancelCapture = (captureId: string) => host().request('capture.cancel', { captureId });

/** Sends the answer and takes the question away; a secret is kept nowhere in the page. */
export async function answerPrompt(captureId: string, answer: PromptAnswer): Promise<void> {
  change(captureId, (c) => ({ ...c, prompts: c.prompts.filter((p) => p.promptId !== answer.promptId) }));
  await host().request('prompt.answer', answer);
}

export function followCaptures(): () => void {
  const stops = [
    host().on('prompt.ask', (prompt) => isSettled() && notePrompt(prompt)),
    host().on('capture.progress', (progress) => isSettled() && noteProgress(progress)),
    host().on('capture.ended', (ended) => isSettled() && noteEnd(ended)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What captures told is of the other side of the switch; the services tell it again. */
whenTurned(() => {
  early.clear();
  captures.set(
    (all) => new Map(Array.from(all, ([id, c]) => [id, { ...c, progress: null, prompts: [], ended: null }])),
  );
});

/** The target as it may be shown: while names are hidden, what the services call it. */
export function shownTarget({ target, progress }: Capture): { readonly host: string; readonly user: string } {
  if (!redaction.get().on) return target;
  return { host: progress?.host ?? say(msg('ui.redaction.a-host')), user: say(msg('ui.redaction.a-user')) };
}

/** Told twice, it is one question. */
function notePrompt(prompt: Prompt): void {
  change(prompt.captureId, (c) => ({
    ...c,
    prompts: [...c.prompts.filter((p) => p.promptId !== prompt.promptId), prompt],
  }));
}

/** From its first record on a capture has a source; whoever watches it may leave for its findings. */
function noteProgress(progress: CaptureProgress): void {
  change(progress.captureId, (c) => ({ ...c, progress }));
  const { place, sourceId } = where.get();
  if (place.view !== 'progress' || place.captureId !== progress.captureId) return;
  if (progress.sourceId !== sourceId) where.set((now) => ({ ...now, sourceId: progress.sourceId, selection: null }));
}

function noteEnd({ captureId, sourceId, error }: Events['capture.ended']): void {
  change(captureId, (c) => ({ ...c, prompts: [], ended: { sourceId, error } }));
  void refreshSources().then(() => showAnswer(captureId));
}

/** Whoever waited for a re-check waited for its answer. What went wrong on the way stays in sight instead. */
function showAnswer(captureId: string): void {
  const capture = captures.get().get(captureId);
  const { place } = where.get();
  if (!capture?.recheck || !capture.ended || capture.ended.error !== null || capture.ended.sourceId === null) return;
  if (place.view !== 'progress' || place.captureId !== captureId) return;
  go({ view: 'recheck' }, { sourceId: capture.ended.sourceId, selection: null });
}

function change(captureId: string, how: (c: Capture) => Capture): void {
  const now = captures.get().get(captureId);
  if (now) captures.set((all) => new Map(all).set(captureId, how(now)));
  else early.set(captureId, [...(early.get(captureId) ?? []), how]);
}
