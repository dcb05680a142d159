import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { Process } from '#shared/model/process.ts';
import { growData } from '#shared/rules/pool-remedies.ts';
import { judgeLivePools, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { containerSubject, deviceSubject, processSubject } from '#shared/rules/subjects.ts';

/** T-13: xfs on a device of a full pool repeats its metadata writes for ever, and processes hang in it. */
export const xfsRetriesForEver: Rule = {
  id: 'xfs-retries-for-ever',
  code: 'T-13',
  needs: ['dm-status', 'filesystem-errors', 'processes'],
  alsoReads: ['dm-table', 'dm-devices', 'block-devices', 'process-roots'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.xfs-retries-for-ever.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, { pool, status }: LivePool): Verdict {
  if (status.mode !== 'out_of_data_space') return null;
  const { blocks } = indexOf(model);
  const retries = new Map(
    model.xfsRetries
      .filter((r) => r.class === 'metadata' && r.error === 'ENOSPC' && r.maxRetries === -1)
      .map((r) => [r.kernelName, r]),
  );
  const active = model.thinDevices.flatMap((t) => (t.pool === pool.device && !isAbsent(t.active) ? t.active : []));
  const hung = active.flatMap((a) => {
    const block = blocks.get(a.device);
    const retry = block && retries.get(block.kernelName);
    const waiting = block ? waitingOn(model, block) : [];
    return block && retry && waiting.length > 0 ? [{ block, retry, waiting }] : [];
  });
  const [first] = hung;
  if (!first) return null;
  const processes = hung.flatMap((h) => h.waiting);
  return poolFinding(model, 'T-13', pool, {
    severity: 'critical',
    title: msg('rule.xfs-retries-for-ever.title', { pool: pool.dmName }),
    statement: msg('rule.xfs-retries-for-ever.statement', {
      pool: pool.dmName,
      device: first.block.dmName ?? first.block.kernelName,
      devices: hung.length,
      processes: processes.length,
      pid: processes[0]?.pid ?? 0,
      comm: processes[0]?.comm ?? '',
    }),
    subjects: [
      { kind: 'pool', id: pool.device, name: pool.dmName },
      ...hung.map((h) => deviceSubject(h.block)),
      ...processes.map(processSubject),
      ...ownersOf(model, processes).map(containerSubject),
    ],
    sources: [...hung.map((h) => h.retry.source), ...processes.map((p) => p.source)],
    why: [msg('rule.xfs-retries-for-ever.why')],
    remedy: [
      ...growData(model, pool),
      remedyStep(msg('rule.xfs-retries-for-ever.no-umount'), null, 'host'),
      remedyStep(msg('rule.xfs-retries-for-ever.option'), null, 'host'),
    ],
  });
}

/** Processes in uninterruptible sleep: xfs's own thread for this device (`xfsaild/dm-16`), or one that has something on it. */
function waitingOn(model: HostModel, block: BlockDevice): readonly Process[] {
  const referring = new Set((indexOf(model).referencesByDevice.get(block.device) ?? []).map((r) => r.pid));
  return model.processes.filter(
    (p) => p.state === 'D' && (p.comm.endsWith(`/${block.kernelName}`) || referring.has(p.pid)),
  );
}

function ownersOf(model: HostModel, processes: readonly Process[]) {
  const ids = new Set(processes.map((p) => p.containerId));
  return model.containers.filter((c) => ids.has(c.id));
}
