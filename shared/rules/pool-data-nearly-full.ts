import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { growData } from '#shared/rules/pool-remedies.ts';
import { judgeLivePools, type LivePool, percentOf, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import type { Rule } from '#shared/rules/rule.ts';

/**
 * T-09: data is about to run out. Counters decide, never the kernel's line `reached low water mark`: it is written
 * once and stays in the log after the pool was extended.
 */
export const poolDataNearlyFull: Rule = {
  id: 'pool-data-nearly-full',
  code: 'T-09',
  needs: ['dm-status'],
  alsoReads: ['dm-table', 'dm-devices', 'lvm-backup'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.pool-data-nearly-full.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, { pool, status }: LivePool): Verdict {
  if (status.mode === 'out_of_data_space') return null;
  const { usedData, totalData } = status;
  const used = usedData / totalData;
  const mark = isAbsent(pool.table) ? 0 : pool.table.lowWaterMark;
  // docker gives every loop pool a mark of 32768 blocks, be it as small as that itself (FORMATS 19).
  const isBelowMark = mark > 0 && mark < totalData / 2 && totalData - usedData <= mark;
  if (used < 0.8 && !isBelowMark) return null;
  const percent = percentOf(usedData, totalData);
  return poolFinding(model, 'T-09', pool, {
    severity: used >= 0.95 ? 'high' : 'medium',
    title: msg('rule.pool-data-nearly-full.title', { pool: pool.dmName, percent }),
    statement: msg('rule.pool-data-nearly-full.statement', {
      pool: pool.dmName,
      used: usedData,
      total: totalData,
      percent,
      mark: isBelowMark,
    }),
    why: [msg('rule.pool-data-nearly-full.why')],
    notLookedAt: [msg('rule.pool-data-nearly-full.not-looked-at')],
    remedy: growData(model, pool),
  });
}
