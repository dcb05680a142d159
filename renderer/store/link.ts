import { createStore } from '#renderer/store/create-store.ts';
import { forgetAnswers } from '#renderer/store/queries.ts';
import { resumeRedaction } from '#renderer/store/redaction.ts';
import { refreshSources } from '#renderer/store/sources.ts';

/** How a hosted page stands with its server; null in Electron, where there is no link to lose. */
export const linkState = createStore<'connecting' | 'connected' | 'reconnecting' | 'over' | null>(null);

/** After a cut, what had been asked is unanswered for good: it is asked again. */
export function noteLink(state: NonNullable<ReturnType<typeof linkState.get>>): void {
  const wasCut = linkState.get() === 'reconnecting';
  linkState.set(state);
  if (state !== 'connected' || !wasCut) return;
  void resumeRedaction();
  forgetAnswers();
  void refreshSources();
}
