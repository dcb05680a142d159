import { sha256Hex } from '#shared/base/sha256.ts';
import { lineStarts } from '#shared/derive/evidence-text.ts';
import type { Column, RowsQuery, Table } from '#shared/derive/rows/window-rows.ts';
import { windowRows } from '#shared/derive/rows/window-rows.ts';
import type { EvidenceItem, Rows } from '#shared/derive/view-types.ts';
import { bodyLengthOf, type EvidenceEnd, type EvidenceOrigin, type EvidenceRecord } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Every record of the source, in order of arrival. Columns to filter and sort by are the fields of `EvidenceItem`. */
export function deriveEvidenceRows(analysis: Analysis, query: RowsQuery): Rows<EvidenceItem> {
  return windowRows(evidenceTable(analysis), query);
}

/** The path or command that was read, as a person would type it. */
export const originText = (origin: EvidenceOrigin): string => (origin.kind === 'live' ? origin.what : origin.member);

const tables = new WeakMap<Analysis, Table<EvidenceRecord, EvidenceItem>>();
const hashes = new WeakMap<EvidenceRecord, string>();

export function evidenceTable(analysis: Analysis): Table<EvidenceRecord, EvidenceItem> {
  const known = tables.get(analysis);
  if (known) return known;
  const exact = (value: Column<EvidenceRecord>['value']) => ({ value, exact: true });
  const text = (value: Column<EvidenceRecord>['value']) => ({ value, exact: false });
  const table: Table<EvidenceRecord, EvidenceItem> = {
    items: [...analysis.records.values()],
    keyOf: (r) => r.id,
    columns: {
      id: text((r) => r.id),
      collectorId: exact((r) => r.collectorId),
      origin: text((r) => originText(r.origin)),
      status: exact((r) => r.end.kind),
      because: text((r) => endBecause(r.end)),
      bytes: exact((r) => bodyLengthOf(r)),
      lines: exact((r) => lineStarts(r).length),
      startedAt: exact((r) => r.startedAt),
      durationMs: exact((r) => r.durationMs),
      stderr: text((r) => r.stderr),
    },
    ownText: (r) => `${r.id} ${originText(r.origin)} ${r.end.kind} ${endBecause(r.end)} ${r.stderr}`,
    ownMayHave: null,
    shared: null,
    toRow: (r) => ({
      id: r.id,
      collectorId: r.collectorId,
      origin: originText(r.origin),
      status: r.end.kind,
      because: endBecause(r.end),
      bytes: bodyLengthOf(r),
      lines: lineStarts(r).length,
      startedAt: r.startedAt,
      durationMs: r.durationMs,
      sha256: hashOf(r),
      stderr: r.stderr,
    }),
    orders: new Map(),
  };
  tables.set(analysis, table);
  return table;
}

function hashOf(record: EvidenceRecord): string {
  let hash = hashes.get(record);
  if (hash === undefined) hashes.set(record, (hash = sha256Hex(record.body)));
  return hash;
}

/** Why a record is not whole; empty when it is. */
export function endBecause(end: EvidenceEnd): string {
  switch (end.kind) {
    case 'complete':
      return end.exitCode === null || end.exitCode === 0 ? '' : say(msg('record.exit', { code: end.exitCode }));
    case 'not-applicable':
    case 'not-found':
    case 'denied':
      return end.because;
    case 'timed-out':
      return say(msg('record.timed-out', { seconds: end.afterMs / 1000 }));
    case 'connection-lost':
      return say(msg('record.cut'));
    case 'truncated':
      return say(msg('record.truncated', { kept: end.keptBytes, limit: end.limitBytes }));
  }
}
