import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import { thinMetadataRecord } from '#shared/model/build/thin-metadata.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ThinPool } from '#shared/model/thin.ts';
import { repairMetadata } from '#shared/rules/pool-remedies.ts';
import { againOf, judgeLivePools, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** T-02: the metadata carries the needs_check flag, by the status line or by the superblock where it was read. In a pool that still writes it is there for a moment only, so it is asked twice. */
export const poolNeedsCheck: Rule = {
  id: 'pool-needs-check',
  code: 'T-02',
  needs: ['dm-status'],
  alsoReads: ['dm-table', 'dm-devices'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.pool-needs-check.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, { pool, status }: LivePool): Verdict {
  const onDisk = superblockFlag(model, pool);
  if (status.needsCheck === null && onDisk === null) {
    return { untold: msg('rule.pool-needs-check.not-printed', { pool: pool.dmName }) };
  }
  if (status.needsCheck !== true && onDisk !== true) return null;
  if (status.mode === 'rw') {
    const again = againOf(pool);
    if (again === null) return { untold: msg('rules.pools.no-second', { name: pool.dmName }) };
    if ((again.needsCheck ?? onDisk) !== true) return null;
  }
  const from = status.needsCheck === true ? 'status' : 'superblock';
  return poolFinding(model, 'T-02', pool, {
    severity: 'critical',
    title: msg('rule.pool-needs-check.title', { pool: pool.dmName }),
    statement: msg('rule.pool-needs-check.statement', { pool: pool.dmName, mode: status.mode, from }),
    sources: from === 'superblock' ? [{ evidence: thinMetadataRecord(pool.device), line: 1 }] : [],
    why: [msg('rule.pool-needs-check.why')],
    remedy: repairMetadata(model, pool),
  });
}

/** The flag as it stands on the disk; null: the pool's own metadata was not read. */
function superblockFlag(model: HostModel, { device }: ThinPool): boolean | null {
  const metadata = model.thinMetadata?.get(device);
  if (metadata === undefined || isAbsent(metadata) || isAbsent(metadata.superblock)) return null;
  return metadata.superblock.needsCheck;
}
