import { present } from '#shared/base/absent.ts';
import { utcTime } from '#shared/derive/source-lines.ts';
import type { Summary } from '#shared/derive/view-types.ts';

/** Where rows are from. A comparison has two, the earlier one with a prefix. */
export interface Provenance {
  readonly prefix: '' | 'before_';
  readonly summary: Summary;
}

/** Columns after a table's own, the same in every row: rows stay true when they are sorted into another sheet. */
export function provenanceCells(from: readonly Provenance[]): readonly (readonly [string, string])[] {
  return from.flatMap(({ prefix, summary: { host, title, evidenceSha256, custody } }) => {
    const at = present(host.capturedAt);
    return [
      [`${prefix}host`, present(host.name) ?? title],
      [`${prefix}captured_utc`, at === null ? '' : utcTime(at)],
      [`${prefix}evidence_sha256`, evidenceSha256],
      [`${prefix}redacted`, custody.redacted ? 'yes' : 'no'],
    ] as const;
  });
}

/** The same for JSON. */
export const provenanceJson = ({ summary: { host, title, kind, evidenceSha256, custody } }: Provenance) => ({
  source: { kind, title, sha256: evidenceSha256 },
  host: host.name,
  capturedAt: capturedIso(host.capturedAt),
  redacted: custody.redacted !== undefined,
});

const capturedIso = (at: Summary['host']['capturedAt']) => (typeof at === 'number' ? new Date(at).toISOString() : at);
