import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { fullPool } from '#shared/rules/full-pool.ts';
import { growData } from '#shared/rules/pool-remedies.ts';
import { judgeLivePools, kernelLinesOf, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** T-04: a full pool queued writes until no_space_timeout and then failed them: the status says error, the table does not (FORMATS 6). */
export const poolNoSpaceTimeoutFired: Rule = {
  id: 'pool-no-space-timeout-fired',
  code: 'T-04',
  needs: ['dm-status', 'dm-table'],
  alsoReads: ['dm-devices'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.pool-no-space-timeout-fired.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, live: LivePool): Verdict {
  const { pool, status } = live;
  const full = fullPool(live);
  if (full === 'unknown') return { untold: msg('rules.pools.no-table', { pool: pool.dmName }) };
  if (full !== 'failed-after-waiting') return null;
  const switched = kernelLinesOf(model, pool).filter((l) => l.text.includes('out-of-data-space (error IO) mode'));
  return poolFinding(model, 'T-04', pool, {
    severity: 'critical',
    title: msg('rule.pool-no-space-timeout-fired.title', { pool: pool.dmName }),
    statement: msg('rule.pool-no-space-timeout-fired.statement', {
      pool: pool.dmName,
      used: status.usedData,
      total: status.totalData,
    }),
    sources: switched.slice(-1).map((l) => l.source),
    why: [msg('rule.pool-no-space-timeout-fired.why')],
    remedy: [
      ...growData(model, pool),
      remedyStep(msg('rules.pools.check-filesystems', { pool: pool.dmName }), null, 'host'),
    ],
  });
}
