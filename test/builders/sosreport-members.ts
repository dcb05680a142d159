/** Members of a sosreport, drawn or read, given to the importer as the archive reader would. */

import { sha256 } from '#electron/node/bundle/sha256.ts';
import { openFile } from '#electron/node/sources/open-file.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analyze, analyzeRecords } from '#shared/pipeline/analyze.ts';
import { SosreportImport } from '#shared/sosreport/sosreport-import.ts';

/** A sosreport in whatever form, through the real archive reader. */
export async function analysisOfFile(file: string): Promise<Analysis> {
  const source = await openFile(file);
  if (!source.ok) throw new Error(JSON.stringify(source.error));
  return analyze(source.value, new AbortController().signal, { sha256 });
}

/** `place` to text, in that order; what stands below `sosreport-drawn/` in the archive. */
export type DrawnMembers = readonly (readonly [place: string, body: string | Uint8Array])[];

export function recordsOf(members: DrawnMembers): readonly EvidenceRecord[] {
  const sos = new SosreportImport();
  const seen = new Set<string>();
  for (const [inside, text] of members) {
    const place = `sosreport-drawn/${inside}`;
    const member = {
      kind: 'file' as const,
      name: place,
      place,
      oddities: [],
      duplicate: seen.has(place),
      linkTarget: null,
    };
    seen.add(place);
    if (sos.wants(member) === null) continue;
    const body = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    sos.take({ place, body, ended: 'whole', limit: 0, mtimeMs: null });
  }
  return sos.finish();
}

export function analysisOfMembers(members: DrawnMembers): Analysis {
  const custody = {
    toolVersion: 'test',
    scriptSha256: null,
    reachedBy: 'sosreport',
    hostKeyFingerprint: null,
    elevation: null,
    hostClockMs: null,
    localClockMs: null,
    clockErrorMs: null,
    hostChanges: [],
    ended: true,
  };
  return analyzeRecords({ kind: 'sosreport', title: 'drawn' }, recordsOf(members), custody, sha256);
}
