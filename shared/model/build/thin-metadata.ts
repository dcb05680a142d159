import { type Absent, isAbsent, unreadable } from '#shared/base/absent.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { readThinMetadata } from '#shared/thin-metadata/read-body.ts';
import type { ThinMetadata } from '#shared/thin-metadata/thin-metadata.ts';

const prefix = 'thin-metadata/';

/** Records of one pool each, and which pool: `major:minor`, or `image` for a bare metadata file. */
export const thinMetadataRecord = (pool: string): string => `${prefix}${pool}`;

/**
 * What each pool's own metadata says, by `ThinPool.device`. A pool of `pools` whose metadata was left alone has the reason;
 * when nobody asked for it the map is empty.
 */
export function buildThinMetadata(
  evidence: Evidence,
  pools: readonly string[],
): ReadonlyMap<string, ThinMetadata | Absent> {
  const found = new Map<string, ThinMetadata | Absent>();
  for (const [id, record] of evidence.records) {
    if (record.collectorId === 'thin-metadata' && id.startsWith(prefix)) {
      found.set(id.slice(prefix.length), readRecord(evidence, record));
    }
  }
  const all = evidence.records.get('thin-metadata') ?? evidence.records.get('thin-metadata/rest');
  if (all) for (const pool of pools) if (!found.has(pool)) found.set(pool, evidence.absence(all.id));
  found.delete('rest');
  return found;
}

function readRecord(evidence: Evidence, record: EvidenceRecord): ThinMetadata | Absent {
  const { id, end, body, stderr } = record;
  if (body.length === 0) {
    const said = stderr.trim().split('\n')[0] ?? '';
    return end.kind === 'complete' && said !== '' ? unreadable(said) : evidence.absence(id);
  }
  const metadata = readThinMetadata(body);
  const warnings = metadata.damage.map(({ block, offset, because }) => ({
    line: 0,
    expected: block === null ? `at byte ${offset}: ${because}` : `in metadata block ${block}: ${because}`,
  }));
  if (warnings.length > 0) evidence.warnings.set(id, warnings);
  return isAbsent(metadata.superblock) && metadata.devices.length === 0 ? metadata.superblock : metadata;
}
