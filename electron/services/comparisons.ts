import type { AnalysisClient } from '#electron/analysis/client.ts';
import type { OpenedSource, OpenSources } from '#electron/services/open-sources.ts';
import type { Deliverable } from '#electron/services/platform.ts';
import { safeName } from '#electron/services/source-exports.ts';
import { mostCopied } from '#electron/services/text-limits.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Reply, Request } from '#shared/ipc/contract.ts';

/** Two open sources set against each other. The work is done in the process of the later one; what passes here is bytes. */
export interface Comparisons {
  overview(request: Request<'query.diff'>): Promise<Reply<'query.diff'>>;
  rows(request: Request<'query.differences'>): Promise<Reply<'query.differences'>>;
  copy(request: Request<'export.diff'>): Promise<Reply<'export.diff'>>;
  file(source: OpenedSource, request: Request<'export.diffFile'>): Deliverable;
  /** Asks the later source's process, which is given the earlier one's digest when it does not have it. */
  ask<T>(
    request: Pair,
    question: (after: AnalysisClient, key: string) => Promise<Compared<T>>,
  ): Promise<Result<T, AppError>>;
}

interface Pair {
  readonly sourceId: string;
  readonly before: string;
}
/** Null: not compared yet. */
type Compared<T> = Result<T | null, AppError>;

export function createComparisons(sources: Pick<OpenSources, 'get'>): Comparisons {
  /** Two questions of one view come at once; the digest is made and sent for the first. */
  const sending = new Map<string, Promise<Result<null, AppError>>>();

  async function ask<T>(
    { sourceId, before }: Pair,
    question: (after: AnalysisClient, key: string) => Promise<Compared<T>>,
  ): Promise<Result<T, AppError>> {
    const [later, earlier] = [sources.get(sourceId), sources.get(before)];
    if (!later.ok) return later;
    if (!earlier.ok) return earlier;
    const [to, from] = [later.value.client, earlier.value.client];
    const key = await from.ask('diffKey', null);
    if (!key.ok) return key;
    const first = await question(to, key.value);
    if (!first.ok) return first;
    if (first.value !== null) return ok(first.value);
    const pair = `${sourceId} ${key.value}`;
    const sent = sending.get(pair) ?? send(from, to, key.value);
    sending.set(pair, sent);
    const arrived = await sent.finally(() => sending.delete(pair));
    if (!arrived.ok) return arrived;
    const second = await question(to, key.value);
    if (!second.ok) return second;
    // Two newer comparisons of the same source pushed it out between the two questions.
    return second.value === null ? err({ kind: 'cancelled' }) : ok(second.value);
  }

  const text = (request: Request<'export.diff'>, most: number) =>
    ask(request, (after, key) => after.ask('diffText', { key, format: request.format, most }));

  return {
    ask,
    overview: (request) => ask(request, (after, key) => after.ask('diffOverview', { key })),
    rows: ({ sourceId, before, ...query }) =>
      ask({ sourceId, before }, (after, key) => after.ask('differences', { key, query })),
    copy: (request) => text(request, mostCopied),
    file: (source, request) => ({
      name: `${safeName(source.shown.title)}-diff.${request.format}`,
      async bytes() {
        const made = await text(request, Number.MAX_SAFE_INTEGER);
        return made.ok ? ok(new TextEncoder().encode(made.value.text)) : made;
      },
    }),
  };
}

async function send(from: AnalysisClient, to: AnalysisClient, key: string): Promise<Result<null, AppError>> {
  const digest = await from.ask('diffDigest', null);
  return digest.ok ? to.ask('compareWith', { key, digest: digest.value }) : digest;
}
