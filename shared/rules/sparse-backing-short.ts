import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { loopsBelow } from '#shared/rules/loop-lvm.ts';
import {
  blocksToBytes,
  isSomebodys,
  judgeLivePools,
  type LivePool,
  poolFinding,
  type Verdict,
} from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { pathSubject } from '#shared/rules/subjects.ts';

/** T-12: the sparse file below a pool promises more than the filesystem it is on has free. */
export const sparseBackingShort: Rule = {
  id: 'sparse-backing-short',
  code: 'T-12',
  needs: ['dm-status', 'dm-table', 'loop-devices'],
  alsoReads: ['dm-devices'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.sparse-backing-short.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, live: LivePool): Verdict {
  const { pool, status } = live;
  const loops = loopsBelow(model, pool);
  if (loops === null || isAbsent(pool.table)) return { untold: msg('rules.pools.no-table', { pool: pool.dmName }) };
  const { dataDevice } = pool.table;
  const data = loops.find((l) => l.device === dataDevice);
  if (!data || !isSomebodys(pool)) return null;
  const free = (model.filesystemSpace ?? []).find((f) => f.device === data.backingDevice);
  if (!free)
    return { untold: msg('rule.sparse-backing-short.no-capacity', { pool: pool.dmName, file: data.backingFile }) };
  // What the file has allocated already it need not ask the filesystem for again: blocks once written and then freed.
  const { fileSize, fileAllocated } = data;
  const promised = blocksToBytes(pool, status.totalData - status.usedData) ?? 0;
  const hole = isAbsent(fileSize) || isAbsent(fileAllocated) ? promised : Math.max(0, fileSize - fileAllocated);
  const needed = Math.min(promised, hole);
  if (free.freeBytes >= needed) return null;
  return poolFinding(model, 'T-12', pool, {
    severity: 'high',
    title: msg('rule.sparse-backing-short.title', { pool: pool.dmName }),
    statement: msg('rule.sparse-backing-short.statement', {
      pool: pool.dmName,
      needed,
      free: free.freeBytes,
      file: data.backingFile,
    }),
    subjects: [{ kind: 'pool', id: pool.device, name: pool.dmName }, pathSubject(data.backingFile)],
    sources: [data.source, free.source],
    why: [msg('rule.sparse-backing-short.why')],
    remedy: [remedyStep(msg('rule.sparse-backing-short.free'), null, 'host')],
  });
}
