import type { Message } from '#shared/base/message.ts';
import type { CollectorId } from '#shared/collectors/ids.ts';
import type { RecheckDoubt } from '#shared/derive/recheck/recheck.ts';
import { msg } from '#shared/messages/index.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { doubtOf } from '#shared/rules/doubt.ts';

/** What this capture did not see of these collectors. */
export function doubtsIn({ ledger, model, records }: Analysis, reads: readonly CollectorId[]): readonly RecheckDoubt[] {
  const doubt = doubtOf(new Map(ledger.map((entry) => [entry.collector, entry])), model.capture);
  const ends = groupBy([...records.values()], (r) => r.collectorId);
  return [...new Set(reads)].flatMap((collector) => {
    const because = doubt(collector);
    if (because === null) return [];
    const own = ends.get(collector) ?? [];
    return [{ collector, because, steady: own.length > 0 && own.every(({ end }) => steadyEnds.has(end.kind)) }];
  });
}

/** A refusal hides the same each time it is met. A time-box, a limit or a cut does not: the next one stops elsewhere. */
const steadyEnds: ReadonlySet<string> = new Set(['complete', 'not-applicable', 'denied', 'not-found']);

/** Those of the later capture that the earlier one had as well, word for word: it looked no less far. */
export function sharedDoubts(
  before: readonly RecheckDoubt[],
  after: readonly RecheckDoubt[],
): ReadonlyMap<string, Message> {
  const known = new Set(before.filter(({ steady }) => steady).map(({ because }) => JSON.stringify(because)));
  const shared = after.filter(({ because, steady }) => steady && known.has(JSON.stringify(because)));
  return new Map(shared.map(({ collector, because }) => [collector, because]));
}

/** Collectors that fell short for one reason, in one sentence. */
export function gathered(messages: readonly Message[]): readonly Message[] {
  const reasons = groupBy(messages, ({ key, params }) =>
    key === 'rules.doubt.fell-short' ? JSON.stringify([params.status, params.because]) : JSON.stringify([key, params]),
  );
  return [...reasons.values()].map(([first, ...rest]) => {
    if (rest.length === 0 && first?.key !== 'rules.doubt.fell-short') return first!;
    const { status, because } = first!.params;
    const collectors = [first!, ...rest].map(({ params }) => String(params.collector)).join(', ');
    return msg('recheck.fell-short', { collectors, status: String(status), because: String(because) });
  });
}
