import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { growData } from '#shared/rules/pool-remedies.ts';
import { againOf, judgeLivePools, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
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

function verdictOn(model: HostModel, { pool, status }: LivePool): Verdict {
  if (status.mode !== 'out_of_data_space' || status.noSpace !== 'queue_if_no_space') return null;
  const again = againOf(pool);
  // The clock ran out between the two readings: T-04 says what became of the writes.
  if (again !== null && (again.noSpace !== 'queue_if_no_space' || again.mode !== 'out_of_data_space')) return null;
  const timeoutS = model.settings.noSpaceTimeout;
  return poolFinding(model, 'T-05', pool, {
    severity: 'critical',
    title: msg('rule.pool-queues-writes.title', { pool: pool.dmName }),
    statement:
      timeoutS === 0
        ? msg('rule.pool-queues-writes.for-ever', { pool: pool.dmName })
        : msg('rule.pool-queues-writes.statement', {
            pool: pool.dmName,
            seconds: typeof timeoutS === 'number' ? timeoutS : defaultTimeoutS,
            known: typeof timeoutS === 'number',
          }),
    why: [msg('rule.pool-queues-writes.why')],
    remedy: growData(model, pool),
  });
}
