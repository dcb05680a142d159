import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { growMetadata } from '#shared/rules/pool-remedies.ts';
import { judgeLivePools, type LivePool, percentOf, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** T-08: metadata is about to run out. A pool that is read-only already is T-06's or T-07's. */
export const poolMetadataNearlyFull: Rule = {
  id: 'pool-metadata-nearly-full',
  code: 'T-08',
  needs: ['dm-status'],
  alsoReads: ['dm-table', 'dm-devices', 'block-devices'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.pool-metadata-nearly-full.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, { pool, status }: LivePool): Verdict {
  const used = status.usedMetadata / status.totalMetadata;
  const isBelowMark = status.totalMetadata - status.usedMetadata <= (status.metadataLowWaterMark ?? -1);
  if (status.mode === 'ro' || (used < 0.8 && !isBelowMark)) return null;
  const data = percentOf(status.usedData, status.totalData);
  return poolFinding(model, 'T-08', pool, {
    severity: used >= 0.95 ? 'high' : 'medium',
    title: msg('rule.pool-metadata-nearly-full.title', {
      pool: pool.dmName,
      percent: percentOf(status.usedMetadata, status.totalMetadata),
    }),
    statement: msg('rule.pool-metadata-nearly-full.statement', {
      pool: pool.dmName,
      used: status.usedMetadata,
      total: status.totalMetadata,
      data,
      mark: isBelowMark,
    }),
    why: [msg('rule.pool-metadata-nearly-full.why')],
    remedy: growMetadata(model, pool),
  });
}
