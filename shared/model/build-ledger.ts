import type { CollectorId } from '#shared/collectors/ids.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import { bodyLengthOf, type EvidenceEnd, type EvidenceRecord } from '#shared/evidence/record.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';

type Status = LedgerEntry['status'];

/**
 * The completeness ledger: one row for each expected collector, from how its records ended.
 *
 * A collector is `ok` only when every record of it is whole. Records of one collector that ended differently make
 * it `partial`, with each reason and whose it is; a collector without any record is `missing`, or `cut` where
 * the stream itself was cut.
 */
export function buildLedger(
  records: Iterable<EvidenceRecord>,
  expected: readonly CollectorId[],
  custody: Pick<Custody, 'ended'>,
): readonly LedgerEntry[] {
  const byCollector = new Map<string, EvidenceRecord[]>(expected.map((id) => [id, []]));
  for (const record of records) {
    const list = byCollector.get(record.collectorId);
    if (list) list.push(record);
    else byCollector.set(record.collectorId, [record]);
  }
  return [...byCollector].map(([collector, own]) => entryOf(collector, own, custody.ended));
}

function entryOf(collector: string, records: readonly EvidenceRecord[], ended: boolean): LedgerEntry {
  const { status, because } = judge(records, ended);
  const durations = records.map((r) => r.durationMs).filter((ms) => ms !== null);
  return {
    collector,
    status,
    because,
    records: records.length,
    bytes: records.reduce((sum, r) => sum + bodyLengthOf(r), 0),
    durationMs: durations.length > 0 ? durations.reduce((a, b) => a + b, 0) : null,
  };
}

function judge(records: readonly EvidenceRecord[], ended: boolean): { status: Status; because: string } {
  if (records.length === 0) {
    return ended
      ? { status: 'missing', because: 'no record of it in this source' }
      : { status: 'cut', because: 'the source ends before it' };
  }
  const ends = records.map((r) => ({ ...statusOf(r.end), hasBody: bodyLengthOf(r) > 0, origin: whatWasRead(r) }));
  const bad = ends.filter((e) => e.status !== 'ok' && e.status !== 'not-applicable');
  if (bad.length === 0) {
    const isNowhere = ends.every((e) => e.status === 'not-applicable');
    return isNowhere
      ? { status: 'not-applicable', because: reasons(ends, records.length) }
      : { status: 'ok', because: '' };
  }
  const because = reasons(bad, records.length);
  const kinds = new Set(bad.map((e) => e.status));
  const [only] = kinds;
  const nothingUsable = bad.length === ends.length && !bad.some((e) => e.hasBody);
  // A refusal or a cut names the whole even where some bytes came: what is behind it is not known.
  return { status: kinds.size === 1 && (nothingUsable || only === 'cut') ? only! : 'partial', because };
}

function statusOf(end: EvidenceEnd): { readonly status: Status; readonly because: string } {
  switch (end.kind) {
    case 'complete':
      return { status: 'ok', because: '' };
    case 'not-applicable':
      return { status: 'not-applicable', because: end.because };
    case 'timed-out':
      return { status: 'timeout', because: `no end after ${end.afterMs} ms` };
    case 'connection-lost':
      return { status: 'cut', because: 'the source ends inside it' };
    case 'not-found':
      return { status: 'missing', because: end.because };
    case 'denied':
      return { status: 'denied', because: end.because };
    case 'truncated':
      return { status: 'partial', because: `kept ${end.keptBytes} bytes, the limit is ${end.limitBytes}` };
  }
}

const whatWasRead = ({ origin }: EvidenceRecord): string => (origin.kind === 'live' ? origin.what : origin.member);

/** Each reason once: of one record what was read, of several how many they are; neither where it is all of them. */
function reasons(ends: readonly { readonly because: string; readonly origin: string }[], total: number): string {
  const origins = new Map<string, string[]>();
  for (const { because, origin } of ends) origins.set(because, [...(origins.get(because) ?? []), origin]);
  return [...origins]
    .map(([because, of]) => {
      if (of.length === total) return because;
      return of.length === 1 && of[0] !== '' ? `${of[0]}: ${because}` : `${of.length} of ${total} records: ${because}`;
    })
    .slice(0, 5)
    .join('; ');
}
