import { z } from 'zod';
import type { Recheck } from '#shared/derive/recheck/recheck.ts';
import { channel, findingId, gives, sourceId } from '#shared/ipc/channels/channel.ts';
import type { RecheckOf, RecheckPlan } from '#shared/ipc/payloads.ts';
import { AskedFor, CaptureRequest, CaptureTarget, PromptAnswer } from '#shared/ipc/payloads.ts';

/** Captures and re-checks, and the questions they ask. */
export const captureChannels = {
  'capture.start': channel(CaptureRequest, gives<{ captureId: string }>()),
  /** Those that run: begun by the command line, or by this page before it was loaded again. Their questions come as `prompt.ask`. */
  'capture.list': channel(
    z.null(),
    gives<readonly { captureId: string; target: CaptureRequest; recheck: RecheckOf | null }[]>(),
  ),
  'capture.cancel': channel(z.strictObject({ captureId: z.string() }), gives<null>()),
  /** Whether and how a finding can be checked again on its host. */
  'recheck.plan': channel(z.strictObject({ sourceId, findingId }), gives<RecheckPlan>()),
  /**
   * Captures again what the finding rests on. `target` null: as the source itself was captured, in this window. It is a
   * capture like any other, with the same questions and events; its source answers `recheck.answer`.
   */
  'recheck.start': channel(
    z.strictObject({ sourceId, findingId, target: CaptureTarget.nullable(), with: AskedFor }),
    gives<{ captureId: string; target: CaptureRequest }>(),
  ),
  /** Of a re-check's source; null while its capture runs. */
  'recheck.answer': channel(z.strictObject({ sourceId }), gives<Recheck | null>()),
  'prompt.answer': channel(PromptAnswer, gives<null>()),
} as const;
