import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import { isUndecided, metadataRanOut } from '#shared/rules/pool-metadata-full.ts';
import { repairMetadata } from '#shared/rules/pool-remedies.ts';
import { judgeLivePools, kernelLinesOf, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import type { Rule, RuleEvidence } from '#shared/rules/rule.ts';

const failure = /metadata operation '[^']+' failed|aborting current metadata transaction|switching pool to read-only/;

/** T-07: read-only though metadata has room and nobody asked for it: an operation on the metadata failed. */
export const poolReadOnly: Rule = {
  id: 'pool-read-only',
  code: 'T-07',
  needs: ['dm-status', 'dm-table'],
  alsoReads: ['dm-devices', 'kernel-log'],
  check(evidence) {
    return judgeLivePools(
      evidence,
      (live) => verdictOn(evidence, live),
      (facts) => msg('rule.pool-read-only.clear', facts),
    );
  },
};

function verdictOn(evidence: RuleEvidence, live: LivePool): Verdict {
  const { pool, status } = live;
  const { model } = evidence;
  const free = status.totalMetadata - status.usedMetadata;
  if (status.mode !== 'ro' || free === 0 || metadataRanOut(model, live).length > 0) return null;
  if (isAbsent(pool.table)) return { untold: msg('rules.pools.no-table', { pool: pool.dmName }) };
  if (pool.table.features.includes('read_only')) return null;
  if (isUndecided(evidence, live)) {
    return { untold: msg('rule.pool-metadata-full.undecided', { pool: pool.dmName, free }) };
  }
  const lines = kernelLinesOf(model, pool).filter((l) => failure.test(l.text));
  return poolFinding(model, 'T-07', pool, {
    severity: 'critical',
    title: msg('rule.pool-read-only.title', { pool: pool.dmName }),
    statement: msg('rule.pool-read-only.statement', {
      pool: pool.dmName,
      used: status.usedMetadata,
      total: status.totalMetadata,
      lines: lines.length,
    }),
    sources: lines.slice(-5).map((l) => l.source),
    why: [msg('rule.pool-read-only.why')],
    remedy: repairMetadata(model, pool),
  });
}
