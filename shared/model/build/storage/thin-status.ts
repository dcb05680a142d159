import { type Absent, notCollected, unparsable } from '#shared/base/absent.ts';
import { metadataBlocks, poolBlocks, sectors } from '#shared/base/units.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { firstBy } from '#shared/model/group-by.ts';
import type { PoolStatus, ThinStatus } from '#shared/model/thin.ts';
import { type DmStatusLine, parseDmStatus } from '#shared/parsers/dm-status.ts';

export interface StatusLines {
  readonly pool: (dmName: string) => PoolStatus | Absent;
  readonly thin: (dmName: string) => ThinStatus | Absent;
  /** Names with a thin-pool line. */
  readonly pools: readonly string[];
}

/** One sample of `dmsetup status --noflush`, by name. */
export function statusLines(evidence: Evidence, id: 'dm-status' | 'dm-status@2'): StatusLines {
  const rows = evidence.rows(id, parseDmStatus);
  const byName = firstBy(rows, (row) => row.name);
  const absent = id === 'dm-status@2' && !evidence.has(id) ? notCollected(id) : evidence.absence(id);
  return {
    pool: (dmName) => {
      const row = byName.get(dmName);
      return row ? poolStatus(row, id) : absent;
    },
    thin: (dmName) => {
      const row = byName.get(dmName);
      return row ? thinStatus(row, id) : absent;
    },
    pools: rows.filter((row) => row.target?.kind === 'thin-pool').map((row) => row.name),
  };
}

const unread = (row: DmStatusLine, id: string) => unparsable(`${id} line ${row.line}`);

function poolStatus(row: DmStatusLine, id: string): PoolStatus | Absent {
  const source = { evidence: id, line: row.line };
  const words = row.pool;
  if (row.target === null) return { state: 'no-table', source };
  if (words === null) return unread(row, id);
  if (words === 'failed' || words === 'error') return { state: words, source };
  return {
    state: 'active',
    transactionId: words.transactionId,
    usedMetadata: metadataBlocks(words.usedMetadata),
    totalMetadata: metadataBlocks(words.totalMetadata),
    usedData: poolBlocks(words.usedData),
    totalData: poolBlocks(words.totalData),
    heldRoot: words.heldRoot,
    mode: words.mode,
    discard: words.discard,
    noSpace: words.noSpace,
    needsCheck: words.needsCheck,
    metadataLowWaterMark: words.metadataLowWaterMark === null ? null : metadataBlocks(words.metadataLowWaterMark),
    source,
  };
}

function thinStatus(row: DmStatusLine, id: string): ThinStatus | Absent {
  const source = { evidence: id, line: row.line };
  const words = row.thin;
  if (row.target === null) return { state: 'no-table', source };
  if (words === null) return unread(row, id);
  if (words === 'failed' || words === 'error') return { state: words, source };
  const highestMapped = words.highestMapped === null ? null : sectors(words.highestMapped);
  return { state: 'active', mapped: sectors(words.mapped), highestMapped, source };
}
