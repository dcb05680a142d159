import type { Absent } from '#shared/base/absent.ts';
import { isAbsent } from '#shared/base/absent.ts';
import { isInferredNamespace } from '#shared/base/namespace-number.ts';
import type { WhoAnswer } from '#shared/derive/view-types.ts';
import { stepFields } from '#shared/export/analysis-json.ts';
import type { WhoJson } from '#shared/export/schemas.ts';
import type { Language } from '#shared/messages/index.ts';
import { say } from '#shared/messages/index.ts';
import type { Holder } from '#shared/model/holder.ts';

/** The answer of `who --json` (schema `undermount.who/1`). Host words are as they came, not escaped. */
export const whoJson = (answer: WhoAnswer, language: Language = 'en'): WhoJson => ({
  schema: 'undermount.who/1',
  needle: answer.needle,
  resolved: answer.resolved.map(({ kind, id, name }) => ({ kind, id, name })),
  holders: answer.holders.map((h) => holderFields(h, language)),
  freeing: answer.freeing.map((step) => stepFields(step, language)),
});

/** Field by field: what the model keeps beside the contract (counts for figures) must not leak into it. */
const holderFields = (h: Holder, language: Language): WhoJson['holders'][number] => ({
  via: h.via,
  namespace: known(h.namespace, ({ id, heldBy, pin }) => ({
    id,
    heldBy,
    pin,
    ...(isInferredNamespace(id) && { inferred: true as const }),
  })),
  process: known(h.process, ({ pid, tid, startTicks, comm, unit }) => ({ pid, tid, startTicks, comm, unit })),
  fd: h.fd,
  through: h.through.map(({ kind, name, backing }) => ({ kind, name, backing })),
  container: known(h.container, ({ id, name, runtime, state, pod }) => ({
    id,
    name,
    runtime,
    state,
    pod: known(pod, (p) => ({ uid: p.uid, name: p.name, namespace: p.namespace })),
  })),
  volume: known(h.volume, ({ source, destination, propagation }) => ({ source, destination, propagation })),
  mount: known(h.mount, ({ id, device, mountPoint, source, fsType, shared, master }) => ({
    id,
    device,
    mountPoint,
    source,
    fsType,
    shared,
    master,
  })),
  why: say(h.why, language),
  legitimate: h.legitimate,
  sources: h.sources.map(({ evidence, line }) => ({ evidence, line })),
});

function known<T extends object, R>(value: T | Absent, fields: (value: T) => R): R | Absent {
  return isAbsent(value) ? value : fields(value);
}
