import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { fullPool } from '#shared/rules/full-pool.ts';
import { growData } from '#shared/rules/pool-remedies.ts';
import { judgeLivePools, kernelLinesOf, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import type { Rule } from '#shared/rules/rule.ts';

/**
 * T-03: no free data block is left. Where writes wait (T-05) or were failed after waiting (T-04) that rule says so, with
 * these numbers: two critical findings with two lists of steps about one full pool would be one too many.
 */
export const poolOutOfDataSpace: Rule = {
  id: 'pool-out-of-data-space',
  code: 'T-03',
  needs: ['dm-status'],
  alsoReads: ['dm-table', 'dm-devices'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.pool-out-of-data-space.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, live: LivePool): Verdict {
  const { pool, status } = live;
  const full = fullPool(live);
  if (full === null || full === 'wait' || full === 'failed-after-waiting') return null;
  return poolFinding(model, 'T-03', pool, {
    severity: 'critical',
    title: msg('rule.pool-out-of-data-space.title', { pool: pool.dmName }),
    statement: msg('rule.pool-out-of-data-space.statement', {
      pool: pool.dmName,
      used: status.usedData,
      total: status.totalData,
      queues: status.noSpace === 'queue_if_no_space',
    }),
    sources: kernelLinesOf(model, pool)
      .filter((l) => l.text.includes('out-of-data-space'))
      .slice(-3)
      .map((l) => l.source),
    why: [msg('rule.pool-out-of-data-space.why')],
    remedy: growData(model, pool),
  });
}
