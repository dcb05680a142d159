import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import type { RowsQuery } from '#shared/derive/rows/window-rows.ts';
import type { Rows } from '#shared/derive/view-types.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { TokenClass } from '#shared/export/redaction/classes.ts';
import type { RedactionMap } from '#shared/export/redaction/map.ts';
import type { RedactionPreview, TokenRow } from '#shared/ipc/redaction-payloads.ts';

/** Questions about replacing the names of the analysis. The map comes with each and goes back with what is new. */
export interface RedactionQuestions {
  /** `show`: also analyse the redacted records; questions of them are answered from then on, until `redaction.drop`. */
  readonly 'redaction.make': {
    readonly request: { readonly map: RedactionMap; readonly show: boolean };
    readonly reply: Result<RedactionMade, AppError>;
  };
  readonly 'redaction.drop': { readonly request: null; readonly reply: Result<null, AppError> };
  /** Of the last `redaction.make`. */
  readonly 'redaction.tokens': {
    readonly request: RowsQuery & { readonly class: TokenClass | null };
    readonly reply: Result<Rows<TokenRow>, AppError>;
  };
  /** Of the last `redaction.make`. */
  readonly 'redaction.translate': {
    readonly request: { readonly to: 'pseudonyms' | 'names'; readonly texts: readonly string[] };
    readonly reply: Result<readonly (string | null)[], AppError>;
  };
  readonly 'redaction.evidence': {
    readonly request: { readonly map: RedactionMap };
    readonly reply: Result<RedactedEvidence, AppError>;
  };
}

export interface RedactionMade {
  readonly title: string;
  /** As the redacted analysis calls it; null where it does not say or was not asked for. */
  readonly host: string | null;
  readonly preview: RedactionPreview;
  readonly map: RedactionMap;
}

export interface RedactedEvidence {
  readonly title: string;
  readonly custody: Custody;
  readonly records: readonly EvidenceRecord[];
  readonly map: RedactionMap;
}
