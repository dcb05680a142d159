import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';

/** What a live capture brought, in the order it came. The one copy that does not depend on the analysis process. */
export interface LiveEvidence {
  readonly title: string;
  readonly records: readonly EvidenceRecord[];
  /** Null until the first analysis. */
  custody(): Custody | null;
  add(record: EvidenceRecord): void;
  setCustody(custody: Custody): void;
}

export function liveEvidence(title: string): LiveEvidence {
  const records: EvidenceRecord[] = [];
  let latest: Custody | null = null;
  return {
    title,
    records,
    custody: () => latest,
    add: (record) => records.push(record),
    setCustody: (custody) => {
      latest = custody;
    },
  };
}
