import { parseTarget } from '#electron/node/ssh/target.ts';
import type { Captures } from '#electron/services/captures.ts';
import type { OpenSources } from '#electron/services/open-sources.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Recheck, RecheckBasis } from '#shared/derive/recheck/recheck.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { Request } from '#shared/ipc/contract.ts';
import type { CaptureRequest, RecheckPlan } from '#shared/ipc/payloads.ts';
import { msg, say } from '#shared/messages/index.ts';

/** Findings checked again on their host: a capture of what they rest on, and what it says. Nothing of a runbook is run. */
export interface Rechecks {
  plan(request: Request<'recheck.plan'>): Promise<Result<RecheckPlan, AppError>>;
  start(request: Request<'recheck.start'>): Promise<Result<{ captureId: string; target: CaptureRequest }, AppError>>;
  answer(sourceId: string): Promise<Result<Recheck | null, AppError>>;
  /** The source of a re-check was closed. */
  forget(sourceId: string): void;
}

export function createRechecks(captures: Captures, sources: OpenSources): Rechecks {
  /** By the re-check's own source: its first one may be closed long before. */
  const bases = new Map<string, RecheckBasis>();

  async function basisOf(sourceId: string, findingId: string): Promise<Result<RecheckBasis, AppError>> {
    const source = sources.original(sourceId);
    return source.ok ? source.value.client.ask('recheckBasis', { findingId }) : source;
  }

  return {
    async plan({ sourceId, findingId }) {
      const basis = await basisOf(sourceId, findingId);
      if (!basis.ok) return basis;
      const { code, collectors, asks } = basis.value;
      const source = sources.original(sourceId);
      if (!source.ok) return source;
      const kept = captures.targetOf(sourceId);
      if (kept) {
        const { host, port, user, elevation } = kept;
        return ok({ code, collectors, asks, way: 'kept', target: { host, port, user }, elevation });
      }
      const custody = await source.value.client.ask('custody', null);
      if (!custody.ok) return custody;
      const target = targetIn(custody.value);
      const elevation =
        custody.value.elevation === 'sudo' ? 'sudo' : custody.value.elevation === 'none' ? 'none' : null;
      return ok({ code, collectors, asks, way: target ? 'connect' : 'none', target, elevation });
    },

    async start({ sourceId, findingId, target, with: asked }) {
      const basis = await basisOf(sourceId, findingId);
      if (!basis.ok) return basis;
      const to = target ?? captures.targetOf(sourceId);
      if (to === null) return err({ kind: 'usage', problem: say(msg('recheck.no-host')) });
      const { code, collectors } = basis.value;
      const request = { ...to, with: asked };
      const started = await captures.start(request, {
        of: { sourceId, findingId, code },
        only: collectors,
        onSource: (id) => bases.set(id, basis.value),
      });
      return started.ok ? ok({ captureId: started.value.captureId, target: request }) : started;
    },

    async answer(sourceId) {
      const source = sources.original(sourceId);
      if (!source.ok) return source;
      const basis = bases.get(sourceId);
      if (!basis) return err({ kind: 'usage', problem: say(msg('recheck.none')) });
      return source.value.shown.complete ? source.value.client.ask('recheck', { basis }) : ok(null);
    },

    forget: (sourceId) => void bases.delete(sourceId),
  };
}

/** Whom custody says was captured; of a redacted bundle the name is a pseudonym. */
function targetIn({ reachedBy, redacted }: Custody): RecheckPlan['target'] {
  if (redacted !== undefined || !reachedBy.startsWith('ssh://')) return null;
  const target = parseTarget(reachedBy);
  if (!target.ok) return null;
  const { host, port, user } = target.value;
  return { host, port, user };
}
