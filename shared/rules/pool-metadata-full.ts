import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { growMetadata, repairMetadata } from '#shared/rules/pool-remedies.ts';
import { judgeLivePools, kernelLinesOf, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import type { Rule, RuleEvidence } from '#shared/rules/rule.ts';

/** Older kernels say `no free metadata space available` or `No free metadata blocks`, later ones fail the operation with ENOSPC (28). */
const noneLeft = /no free metadata|metadata operation '[^']+' failed: error = -28/i;

/**
 * T-06: metadata ran out, so the pool is read-only. The last free blocks cannot always be used (a commit needs
 * several at once), so the kernel's own word counts beside the counters: the lab's pool stopped at 31 of 32.
 */
export const poolMetadataFull: Rule = {
  id: 'pool-metadata-full',
  code: 'T-06',
  needs: ['dm-status'],
  alsoReads: ['dm-table', 'dm-devices', 'kernel-log', 'lvm-backup'],
  check(evidence) {
    return judgeLivePools(
      evidence,
      (live) => verdictOn(evidence, live),
      (facts) => msg('rule.pool-metadata-full.clear', facts),
    );
  },
};

/** Kernel lines which say that this pool's metadata ran out. */
export const metadataRanOut = (model: HostModel, { pool }: LivePool): readonly LogLine[] =>
  kernelLinesOf(model, pool).filter((l) => noneLeft.test(l.text));

/** Read-only with some metadata free, no more than the low-water mark, and no kernel log: full or failed, nobody can say which. */
export function isUndecided(evidence: RuleEvidence, { status }: LivePool): boolean {
  const free = status.totalMetadata - status.usedMetadata;
  return free > 0 && free <= (status.metadataLowWaterMark ?? 0) && evidence.doubt('kernel-log') !== null;
}

function verdictOn(evidence: RuleEvidence, live: LivePool): Verdict {
  const { pool, status } = live;
  if (status.mode !== 'ro') return null;
  const { model } = evidence;
  const lines = metadataRanOut(model, live);
  const free = status.totalMetadata - status.usedMetadata;
  if (free > 0 && lines.length === 0) {
    return isUndecided(evidence, live)
      ? { untold: msg('rule.pool-metadata-full.undecided', { pool: pool.dmName, free }) }
      : null;
  }
  const group = model.lvmVolumeGroups.find((v) => pool.lvm?.startsWith(`${v.name}/`));
  return poolFinding(model, 'T-06', pool, {
    severity: 'critical',
    title: msg('rule.pool-metadata-full.title', { pool: pool.dmName }),
    statement: msg('rule.pool-metadata-full.statement', {
      pool: pool.dmName,
      used: status.usedMetadata,
      total: status.totalMetadata,
      logged: lines.length > 0,
    }),
    sources: [...lines.slice(-3).map((l) => l.source), ...(group && !isAbsent(group) ? [group.source] : [])],
    why: [msg('rule.pool-metadata-full.why')],
    remedy: [...(status.needsCheck === true ? repairMetadata(model, pool) : []), ...growMetadata(model, pool)],
  });
}
