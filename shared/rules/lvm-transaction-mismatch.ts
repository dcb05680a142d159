import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import type { LvmThinPool } from '#shared/model/lvm.ts';
import type { ThinPool } from '#shared/model/thin.ts';
import { againOf, judgeLivePools, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** `Thin pool vg-pool-tpool (253:5) transaction_id is 7, while expected 5.` */
const complaint = /Thin pool (\S+) .*transaction_id is (\d+), while expected (\d+)/;

/** T-23: LVM expects another transaction of a pool than it has. In a pool that docker works in LVM's number stays 0, by design. */
export const lvmTransactionMismatch: Rule = {
  id: 'lvm-transaction-mismatch',
  code: 'T-23',
  needs: ['dm-status', 'lvm-backup'],
  alsoReads: ['dm-table', 'dm-devices', 'docker-device-metadata', 'engine-log'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.lvm-transaction-mismatch.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, { pool, status }: LivePool): Verdict {
  const lvm = model.lvmThinPools.find((p) => `${p.volumeGroup}/${p.name}` === pool.lvm);
  if (!lvm) return null;
  if (isAbsent(pool.owner)) {
    return lvm.transactionId === status.transactionId
      ? null
      : { untold: msg('rules.pools.no-owner', { pool: pool.dmName }) };
  }
  const isEngines = [pool.owner, ...pool.otherOwners].some((o) => o.kind === 'docker' || o.kind === 'containerd');
  const readings = [status.transactionId, againOf(pool)?.transactionId ?? status.transactionId];
  if (isEngines || readings.includes(lvm.transactionId)) return null;
  const line = complaintAbout(model, pool, lvm);
  return poolFinding(model, 'T-23', pool, {
    severity: 'high',
    title: msg('rule.lvm-transaction-mismatch.title', { pool: pool.lvm ?? pool.dmName }),
    statement: msg('rule.lvm-transaction-mismatch.statement', {
      pool: pool.lvm ?? pool.dmName,
      has: status.transactionId,
      expected: lvm.transactionId,
      logged: line !== null,
    }),
    sources: [lvm.source, ...(line ? [line.source] : [])],
    why: [msg('rule.lvm-transaction-mismatch.why')],
    wrongIf: [msg('rule.lvm-transaction-mismatch.wrong-if')],
    remedy: [remedyStep(msg('rule.lvm-transaction-mismatch.restore'), null, 'host')],
  });
}

/** LVM's own line, by the pool's dm name: dashes in names are doubled there. */
function complaintAbout(model: HostModel, pool: ThinPool, lvm: LvmThinPool): LogLine | null {
  const line = model.log.findLast((l) => complaint.exec(l.text)?.[1] === pool.dmName);
  return line ?? model.log.findLast((l) => complaint.test(l.text) && l.text.includes(lvm.name)) ?? null;
}
