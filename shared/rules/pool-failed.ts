import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ThinPool } from '#shared/model/thin.ts';
import { repairMetadata } from '#shared/rules/pool-remedies.ts';
import { judgePools, kernelLinesOf, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';

/** T-01: the kernel gave a pool up. `Error` is another thing: only the question failed. */
export const poolFailed: Rule = {
  id: 'pool-failed',
  code: 'T-01',
  needs: ['dm-status'],
  alsoReads: ['dm-table', 'dm-devices', 'block-devices'],
  check(evidence) {
    const { model } = evidence;
    return judgePools(
      evidence,
      (pool) => verdictOn(model, pool),
      (facts) => msg('rule.pool-failed.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, pool: ThinPool): Verdict {
  const { status } = pool;
  if (isAbsent(status)) return { untold: msg('rules.pools.no-status', { pool: pool.dmName }) };
  if (status.state === 'failed') return failed(model, pool);
  if (status.state === 'error') return { untold: msg('rule.pool-failed.query-failed', { pool: pool.dmName }) };
  // The devices are read after their pool or before it: a pool that failed in between shows in them alone.
  return thinsThatFail(model, pool) > 0 ? { untold: msg('rule.pool-failed.thins-only', { pool: pool.dmName }) } : null;
}

function thinsThatFail(model: HostModel, pool: ThinPool): number {
  const active = model.thinDevices.flatMap((t) => (t.pool === pool.device && !isAbsent(t.active) ? t.active : []));
  return active.filter((a) => !isAbsent(a.status) && a.status.state === 'failed').length;
}

function failed(model: HostModel, pool: ThinPool): Finding {
  const lines = kernelLinesOf(model, pool).filter((l) => /fail|abort|error/i.test(l.text));
  return poolFinding(model, 'T-01', pool, {
    severity: 'critical',
    title: msg('rule.pool-failed.title', { pool: pool.dmName }),
    statement: msg('rule.pool-failed.statement', { pool: pool.dmName, thins: thinsThatFail(model, pool) }),
    sources: [pool.source, ...lines.slice(-5).map((l) => l.source)],
    why: [msg('rule.pool-failed.why')],
    remedy: repairMetadata(model, pool),
  });
}
