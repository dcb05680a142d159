import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { fullPool } from '#shared/rules/full-pool.ts';
import { growData } from '#shared/rules/pool-remedies.ts';
import { judgeLivePools, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** dm-thin-pool's default for no_space_timeout, in seconds. */
const defaultTimeoutS = 60;

/** T-05: a full pool holds writes back right now, and a clock is running. */
export const poolQueuesWrites: Rule = {
  id: 'pool-queues-writes',
  code: 'T-05',
  needs: ['dm-status'],
  alsoReads: ['dm-table', 'dm-devices'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.pool-queues-writes.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, live: LivePool): Verdict {
  if (fullPool(live) !== 'wait') return null;
  const { pool, status } = live;
  const facts = { pool: pool.dmName, used: status.usedData, total: status.totalData };
  const timeoutS = model.settings.noSpaceTimeout;
  return poolFinding(model, 'T-05', pool, {
    severity: 'critical',
    title: msg('rule.pool-queues-writes.title', { pool: pool.dmName }),
    statement:
      timeoutS === 0
        ? msg('rule.pool-queues-writes.for-ever', facts)
        : msg('rule.pool-queues-writes.statement', {
            ...facts,
            seconds: typeof timeoutS === 'number' ? timeoutS : defaultTimeoutS,
            known: typeof timeoutS === 'number',
          }),
    why: [msg('rule.pool-queues-writes.why')],
    remedy: growData(model, pool),
  });
}
