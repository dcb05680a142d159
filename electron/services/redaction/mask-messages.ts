import path from 'node:path';
import type { Mask } from '#electron/services/redaction/mask.ts';
import type { AppError, AppErrorKind } from '#shared/base/errors.ts';
import type { SavedFile } from '#shared/ipc/channels/channel.ts';
import type { Channel, EventName, Events, Reply, Request } from '#shared/ipc/contract.ts';
import type { CaptureRequest, Prompt, RecheckOf, SavedHost } from '#shared/ipc/payloads.ts';
import type { RedactionState } from '#shared/ipc/redaction-payloads.ts';

/** Fields of errors that are names as a whole, and those that are words of ours or of a protocol; the rest are sentences. */
const names = new Set(['host', 'user', 'forWhom', 'source', 'file', 'member', 'knownHostsFile', 'where']);
const ours = new Set([
  'kind',
  'field',
  'what',
  'methodsTried',
  'lookedFor',
  'keyType',
  'fingerprint',
  'known',
  'offered',
  'sourceId',
]);

/** Said by a redacted analysis, of what it was asked. */
const redactedAlready = new Set<AppErrorKind>(['needle-not-found', 'layers-not-known', 'blocks-not-known']);

export function maskError(error: AppError, mask: Mask): AppError {
  if (redactedAlready.has(error.kind)) return error;
  const masked = (key: string, value: unknown): unknown => {
    if (ours.has(key)) return value;
    if (Array.isArray(value)) return value.map((item) => masked(key, item));
    if (typeof value !== 'string') return value;
    return names.has(key) ? mask.name(value) : mask.text(value);
  };
  return Object.fromEntries(Object.entries(error).map(([key, value]) => [key, masked(key, value)])) as AppError;
}

/** A key of a host is compared with one that was sent to the user, so its fingerprint stays. */
function maskPrompt(prompt: Prompt, mask: Mask): Prompt {
  switch (prompt.kind) {
    case 'host-key':
      return {
        ...prompt,
        host: mask.name(prompt.host),
        knownHostsFile: mask.name(path.basename(prompt.knownHostsFile)),
      };
    case 'secret':
      return { ...prompt, forWhom: mask.name(prompt.forWhom) };
    case 'from-server':
      return {
        ...prompt,
        name: mask.text(prompt.name),
        instructions: mask.text(prompt.instructions),
        fields: prompt.fields.map((field) => ({ ...field, text: mask.text(field.text) })),
      };
  }
}

const eventMasks: { readonly [E in EventName]: (payload: Events[E], mask: Mask) => Events[E] } = {
  'prompt.ask': maskPrompt,
  'capture.progress': (progress, mask) => ({
    ...progress,
    host: mask.name(progress.host),
    collectors: progress.collectors.map((c) => ({ ...c, because: mask.text(c.because) })),
  }),
  'source.opening': (opening, mask) => ({ ...opening, name: mask.name(opening.name) }),
  'source.changed': (change) => change,
  'capture.ended': (ended, mask) => ({ ...ended, error: ended.error && maskError(ended.error, mask) }),
  'redaction.changed': (state, mask) => ({
    ...state,
    sources: state.sources.map((s) => (s.state === 'failed' ? { ...s, error: maskError(s.error, mask) } : s)),
  }),
};

export const maskEvent = <E extends EventName>(name: E, payload: Events[E], mask: Mask): Events[E] =>
  eventMasks[name](payload, mask);

const maskTarget = <T extends CaptureRequest | SavedHost>(target: T, how: (text: string) => string): T => ({
  ...target,
  host: how(target.host),
  user: how(target.user),
  keyId: target.keyId === null ? null : how(target.keyId),
});
const maskHost = (saved: SavedHost, mask: Mask): SavedHost => ({
  ...maskTarget(saved, mask.name),
  label: mask.name(saved.label),
});

/** The id of a finding is made of names. */
const maskRecheck = <T extends { readonly recheck?: RecheckOf | null }>(one: T, mask: Mask): T =>
  one.recheck ? { ...one, recheck: { ...one.recheck, findingId: mask.text(one.recheck.findingId) } } : one;

type Value<C extends Channel> = Extract<Reply<C>, { ok: true }>['value'];
/** The file's name is what we offered, already masked; its folder says where the user works. */
const maskSaved = (saved: SavedFile, mask: Mask): SavedFile =>
  saved && 'savedAs' in saved ? { savedAs: mask.name(path.basename(saved.savedAs)) } : saved;

type Masked<V> = (value: V, mask: Mask) => V;
const plain = <V>(value: V): V => value;
const maskState: Masked<RedactionState> = (state, mask) => maskEvent('redaction.changed', state, mask);

/**
 * What of an answer names something beside an analysis. Whoever adds a channel says so here. Queries and what is exported of a source
 * are answered from the redacted analysis (`redaction.ts`); a list of the engineer's own is theirs to see.
 */
const replyMasks: { readonly [C in Exclude<Channel, `query.${string}`>]: Masked<Value<C>> } = {
  'app.info': plain,
  'script.show': plain,
  'hosts.list': (all, mask) => all.map((saved) => maskHost(saved, mask)),
  'hosts.save': maskHost,
  'hosts.remove': plain,
  'keys.list': (keys, mask) => keys.map(({ id, label }) => ({ id: mask.name(id), label: mask.name(label) })),
  'sources.recent': (all, mask) => all.map((recent) => ({ ...recent, title: mask.name(recent.title) })),
  'sources.list': (all, mask) => all.map((source) => maskRecheck(source, mask)),
  'sources.openDemo': plain,
  'sources.openRecent': plain,
  'sources.openDialog': plain,
  'sources.cancelOpening': plain,
  'sources.upload': plain,
  'sources.save': maskSaved,
  'sources.close': plain,
  'capture.start': plain,
  'capture.list': (all, mask) =>
    all.map((one) => ({ ...maskRecheck(one, mask), target: maskTarget(one.target, mask.name) })),
  'capture.cancel': plain,
  'prompt.answer': plain,
  'recheck.plan': plain,
  'recheck.start': plain,
  'recheck.answer': plain,
  'notes.list': plain,
  'notes.put': plain,
  'notes.remove': plain,
  'export.finding': plain,
  'export.rows': plain,
  'export.rowsFile': maskSaved,
  'export.diff': plain,
  'export.diffFile': maskSaved,
  'export.report': maskSaved,
  'export.figure': maskSaved,
  'clipboard.write': plain,
  'clipboard.writeCard': plain,
  'redaction.state': maskState,
  'redaction.switch': maskState,
  'redaction.translate': plain,
  'redaction.preview': plain,
  'redaction.tokens': plain,
  'redaction.saveMap': maskSaved,
  'redaction.loadMap': (state, mask) => state && maskState(state, mask),
  'redaction.saveBundle': maskSaved,
};

export function maskReply<C extends Channel>(channel: C, reply: Reply<C>, mask: Mask): Reply<C> {
  if (!reply.ok) return { ok: false, error: maskError(reply.error, mask) } as Reply<C>;
  const masked = (replyMasks as Readonly<Record<string, Masked<unknown>>>)[channel];
  return masked ? ({ ok: true, value: masked(reply.value, mask) } as Reply<C>) : reply;
}

/** A page that was told masked names sends them back; those that are known are put right, others are what somebody typed. */
const requestMasks: { readonly [C in Channel]?: (request: Request<C>, mask: Mask) => Request<C> } = {
  'capture.start': (target, mask) => {
    const meant = maskTarget(target, mask.unmask);
    // From now on the mask knows these words in what the server asks.
    maskTarget(meant, mask.name);
    return meant;
  },
  'hosts.save': (saved, mask) => ({
    ...saved,
    host: mask.unmask(saved.host),
    user: mask.unmask(saved.user),
    keyId: saved.keyId === null ? null : mask.unmask(saved.keyId),
    label: mask.unmask(saved.label),
  }),
};

export function unmaskRequest<C extends Channel>(channel: C, request: Request<C>, mask: Mask): Request<C> {
  return requestMasks[channel]?.(request, mask) ?? request;
}
