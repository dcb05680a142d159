import { useEffect, useRef } from 'react';
import { host } from '#renderer/platform/bridge.ts';
import { createStore, useStore } from '#renderer/store/create-store.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Channel, Reply, Request } from '#shared/ipc/contract.ts';

/** What a query gave. `lost`: the services did not answer at all (a bug of ours, or the link to them is gone). */
export type Answer<T> =
  | { readonly state: 'asking' }
  | { readonly state: 'ok'; readonly value: T }
  | { readonly state: 'failed'; readonly error: AppError }
  | { readonly state: 'lost'; readonly reason: string };

export type Value<C extends Channel> = Extract<Reply<C>, { ok: true }>['value'];

/**
 * Answers by question and generation of the source, so that a capture that goes on makes old answers
 * stale by itself. Oldest first; the limit bounds a long session over a large host.
 */
const answers = new Map<string, Answer<unknown>>();
const limit = 400;
const version = createStore(0);
const generations = new Map<string, number>();
let epoch = 0;

/** A source has newer evidence: its questions are asked again, old answers stay visible meanwhile. */
export function noteGeneration(sourceId: string, generation: number): void {
  if ((generations.get(sourceId) ?? -1) >= generation) return;
  generations.set(sourceId, generation);
  version.set((n) => n + 1);
}

/** Counts up with every analysis of a source. */
export const useGeneration = (sourceId: string): number => {
  useStore(version);
  return generations.get(sourceId) ?? 0;
};

/** Every question is asked again: the services were away, or (in the gallery) are others now. */
export function forgetAnswers(): void {
  answers.clear();
  epoch++;
  version.set((n) => n + 1);
}

/** Answers of one channel are out of date: each capture takes the script that was shown. */
export function forgetAnswersOf(channel: Channel): void {
  for (const key of Array.from(answers.keys())) if (key.startsWith(`${channel} `)) answers.delete(key);
  version.set((n) => n + 1);
}

/** Queries of other sources are not asked; `forgetAnswers` asks them when that changes. */
export function answerOnly(shown: (sourceId: string) => boolean): void {
  mayAsk = shown;
}
let mayAsk = (_sourceId: string): boolean => true;

export function ask<C extends Channel>(channel: C, request: Request<C>): void {
  const key = keyOf(channel, request);
  if (answers.has(key)) return;
  const source = sourceOf(request);
  if (typeof source === 'string' && channel.startsWith('query.') && !mayAsk(source)) return;
  put(key, { state: 'asking' });
  host()
    .request(channel, request)
    .then(
      (reply) => put(key, reply.ok ? { state: 'ok', value: reply.value } : { state: 'failed', error: reply.error }),
      (reason: unknown) => put(key, { state: 'lost', reason: String(reason) }),
    );
}

export const answerOf = <C extends Channel>(channel: C, request: Request<C>): Answer<Value<C>> =>
  (answers.get(keyOf(channel, request)) ?? { state: 'asking' }) as Answer<Value<C>>;

/** In place of a request: nothing to ask yet. `null` is itself a request of some channels. */
export const skip = Symbol('skip');

/** Re-renders the caller when any answer arrives; read with `answerOf`. */
export const useAnswersVersion = (): number => useStore(version);

/**
 * One query as seen by a view. While a new answer is on its way the previous value of the same
 * source stays, marked `stale`, so nothing jumps. With `skip` nothing is asked.
 */
export function useQuery<C extends Channel>(
  channel: C,
  request: Request<C> | typeof skip,
): { readonly value: Value<C> | null; readonly stale: boolean; readonly failure: Failure | null } {
  useAnswersVersion();
  const last = useRef<{ source: unknown; value: Value<C> } | null>(null);
  const source = sourceOf(request);
  const answer = request === skip ? null : answerOf(channel, request);
  const key = request === skip ? null : keyOf(channel, request);
  // The key says everything about the request, whose object may be new on every render.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (key !== null && request !== skip) ask(channel, request);
  }, [key]);
  if (answer?.state === 'ok') last.current = { source, value: answer.value };
  if (request === skip || last.current?.source !== source) last.current = null;
  if (answer?.state === 'ok') return { value: answer.value, stale: false, failure: null };
  const failure = answer?.state === 'failed' || answer?.state === 'lost' ? answer : null;
  return { value: failure ? null : (last.current?.value ?? null), stale: true, failure };
}

export type Failure = Extract<Answer<never>, { state: 'failed' | 'lost' }>;

function put(key: string, answer: Answer<unknown>): void {
  answers.delete(key);
  answers.set(key, answer);
  if (answers.size > limit) answers.delete(answers.keys().next().value!);
  version.set((n) => n + 1);
}

function keyOf(channel: Channel, request: unknown): string {
  const generation = [sourceOf(request), earlierOf(request)].map((id) => generations.get(String(id)) ?? 0).join('.');
  return `${channel} ${epoch}.${generation} ${JSON.stringify(request)}`;
}

/** The second source of a comparison. */
const earlierOf = (request: unknown): unknown =>
  typeof request === 'object' && request !== null && 'before' in request ? request.before : null;

const sourceOf = (request: unknown): unknown =>
  typeof request === 'object' && request !== null && 'sourceId' in request ? request.sourceId : null;
