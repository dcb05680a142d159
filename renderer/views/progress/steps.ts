import type { Capture } from '#renderer/store/captures.ts';
import type { CaptureProgress } from '#shared/ipc/payloads.ts';

export const stepNames = ['reach', 'host-key', 'sign-in', 'privilege', 'collect', 'analyse'] as const;
export type StepName = (typeof stepNames)[number];

const order: Readonly<Record<CaptureProgress['step'], number>> = {
  connecting: 0,
  'host-key': 1,
  authenticating: 2,
  elevating: 3,
  collecting: 4,
  'second-sample': 4,
  analysing: 5,
  ended: 6,
};

/** How far a capture is, as the six steps a person knows. A capture that failed stays at the step where it did. */
export function stepStates(
  capture: Capture,
): readonly { readonly name: StepName; readonly state: 'step-done' | 'step-now' | 'step-next' | 'missing' }[] {
  const now = order[capture.progress?.step ?? 'connecting'];
  const failed = capture.ended?.error != null;
  return stepNames.map((name, i) => ({
    name,
    state: i < now ? 'step-done' : i > now ? 'step-next' : failed ? 'missing' : 'step-now',
  }));
}
