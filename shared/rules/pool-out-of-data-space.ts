import { msg } from '#shared/messages/index.ts';
import { growData } from '#shared/rules/pool-remedies.ts';
import { judgeLivePools, kernelLinesOf, poolFinding } from '#shared/rules/pools.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** T-03: no free data block is left. T-04 and T-05 say what happens to the writes. */
export const poolOutOfDataSpace: Rule = {
  id: 'pool-out-of-data-space',
  code: 'T-03',
  needs: ['dm-status'],
  alsoReads: ['dm-table', 'dm-devices'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      ({ pool, status }) =>
        status.mode !== 'out_of_data_space'
          ? null
          : poolFinding(model, 'T-03', pool, {
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
            }),
      (facts) => msg('rule.pool-out-of-data-space.clear', facts),
    );
  },
};
