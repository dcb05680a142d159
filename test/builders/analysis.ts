import { createHash } from 'node:crypto';
import { custodyOfFile } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analyzeRecords } from '#shared/pipeline/analyze.ts';
import type { readHost } from '#test/hosts/read-host.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The whole answer over records drawn or captured for a test. */
export function analysisOf(
  records: readonly EvidenceRecord[],
  custody: ReturnType<typeof readHost>['custody'],
  title = 'test host',
): Analysis {
  return analyzeRecords({ kind: 'script-output', title }, records, custody, sha256);
}

export const someCustody: ReturnType<typeof readHost>['custody'] = custodyOfFile('test', 'script output');
