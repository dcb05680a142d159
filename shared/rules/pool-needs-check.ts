import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { repairMetadata } from '#shared/rules/pool-remedies.ts';
import { againOf, judgeLivePools, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** T-02: the metadata carries the needs_check flag. In a pool that still writes it is there for a moment only, so it is asked twice. */
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
  if (status.needsCheck === null) return { untold: msg('rule.pool-needs-check.not-printed', { pool: pool.dmName }) };
  if (!status.needsCheck) return null;
  if (status.mode === 'rw') {
    const again = againOf(pool);
    if (again === null) return { untold: msg('rules.pools.no-second', { name: pool.dmName }) };
    if (again.needsCheck !== true) return null;
  }
  return poolFinding(model, 'T-02', pool, {
    severity: 'critical',
    title: msg('rule.pool-needs-check.title', { pool: pool.dmName }),
    statement: msg('rule.pool-needs-check.statement', { pool: pool.dmName, mode: status.mode }),
    why: [msg('rule.pool-needs-check.why')],
    remedy: repairMetadata(model, pool),
  });
}
