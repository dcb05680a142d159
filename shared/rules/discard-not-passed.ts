import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { loopsBelow } from '#shared/rules/loop-lvm.ts';
import { judgeLivePools, kernelLinesOf, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** T-27: what is freed in a thin device does not reach the device below, or not even the pool. On files it costs space that never comes back. */
export const discardNotPassed: Rule = {
  id: 'discard-not-passed',
  code: 'T-27',
  needs: ['dm-status'],
  alsoReads: ['dm-table', 'dm-devices', 'kernel-log'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.discard-not-passed.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, { pool, status }: LivePool): Verdict {
  const lines = kernelLinesOf(model, pool).filter((l) => /disabling discard passdown/i.test(l.text));
  const ignored = status.discard === 'ignore_discard';
  if (status.discard === 'discard_passdown' && lines.length === 0) return null;
  const onFiles = (loopsBelow(model, pool) ?? []).length > 0;
  return poolFinding(model, 'T-27', pool, {
    severity: ignored || onFiles ? 'low' : 'info',
    title: msg('rule.discard-not-passed.title', { pool: pool.dmName, ignored }),
    statement: msg('rule.discard-not-passed.statement', { pool: pool.dmName, word: status.discard, ignored, onFiles }),
    sources: lines.slice(-1).map((l) => l.source),
    wrongIf: [msg('rule.discard-not-passed.wrong-if')],
  });
}
