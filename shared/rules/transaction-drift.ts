import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { DevicemapperRoot } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ActivePoolStatus, ThinPool } from '#shared/model/thin.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { againOf, poolOf, poolSources, poolSubject } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule, Severity } from '#shared/rules/rule.ts';
import { pathSubject } from '#shared/rules/subjects.ts';

/** Pool and files are read some seconds apart: a daemon at work may be this many transactions further in between. */
const busySlack = 2;

/**
 * T-21: docker's transaction id and the pool's do not belong together.
 *
 * docker writes `open_transaction_id` = T+1 to its file, works, and sets the pool to it. Equal: at rest. One ahead:
 * interrupted, undone at the next start. Anything else: files and pool come from different times. With deferred deletions
 * pending both rise every 30 s, and two honest readings differ (FORMATS 21).
 */
export const transactionDrift: Rule = {
  id: 'transaction-drift',
  code: 'T-21',
  needs: ['docker-device-metadata', 'dm-status'],
  alsoReads: ['dm-table', 'dm-devices'],
  check(evidence) {
    const { model } = evidence;
    if (model.devicemapperRoots.length === 0) {
      return notApplicable(evidence, ['docker-device-metadata'], msg('rule.transaction-drift.no-docker'));
    }
    const verdicts = model.devicemapperRoots.map((root) => verdictOn(model, root));
    return firesOr(
      verdicts.flatMap((v) => (v !== null && 'severity' in v ? [v] : [])),
      () => {
        const untold = verdicts.find((v) => v !== null && 'untold' in v);
        return untold && 'untold' in untold
          ? cannotTell(untold.untold)
          : clear(msg('rule.transaction-drift.clear', { roots: model.devicemapperRoots.length }));
      },
    );
  },
};

function verdictOn(model: HostModel, root: DevicemapperRoot) {
  const pool = isAbsent(root.pool) ? null : poolOf(model, root.pool);
  const status = pool && !isAbsent(pool.status) && pool.status.state === 'active' ? pool.status : null;
  if (!pool || !status || isAbsent(root.transaction)) {
    return { untold: msg('rule.transaction-drift.unread', { root: root.engineRoot }) };
  }
  const open = root.transaction.openTransactionId;
  const own = model.dockerDevices.filter((d) => d.engineRoot === root.engineRoot);
  const newest = Math.max(0, ...own.map((d) => (isAbsent(d.transactionId) ? 0 : d.transactionId)));
  const again = againOf(pool);
  const low = Math.min(status.transactionId, again?.transactionId ?? status.transactionId);
  const high = Math.max(status.transactionId, again?.transactionId ?? status.transactionId);
  const isBusy = low !== high || own.some((d) => d.deleted);
  if (isBusy && open >= low - busySlack && open <= high + busySlack && newest <= high + busySlack) return null;
  if (!isBusy && open === high && newest <= high) return null;
  return drift(root, pool, status, { open, newest });
}

/** One ahead is undone by the daemon; a file behind the pool, or a pool behind the files by more, is one of another time. */
function kindOf(
  pool: number,
  open: number,
  newest: number,
): { severity: Severity; kind: 'interrupted' | 'behind' | 'ahead' } {
  if (open > pool + 1 || newest > pool + 1) return { severity: 'critical', kind: 'ahead' };
  if (open < pool) return { severity: 'high', kind: 'behind' };
  return { severity: 'low', kind: 'interrupted' };
}

function drift(
  root: DevicemapperRoot,
  pool: ThinPool,
  status: ActivePoolStatus,
  { open, newest }: { readonly open: number; readonly newest: number },
): Finding {
  const { severity, kind } = kindOf(status.transactionId, open, newest);
  const facts = { root: root.engineRoot, pool: pool.dmName, transaction: status.transactionId, open, newest };
  return finding({
    id: `T-21:${root.engineRoot}`,
    severity,
    title: msg(`rule.transaction-drift.${kind}-title`, { root: root.engineRoot, pool: pool.dmName }),
    statement: msg(`rule.transaction-drift.${kind}`, facts),
    subjects: nonEmpty(pathSubject(root.engineRoot), [poolSubject(pool)]),
    sources: nonEmpty(isAbsent(root.transaction) ? root.source : root.transaction.source, poolSources(pool)),
    why: [msg('rule.transaction-drift.why')],
    wrongIf: [msg('rule.transaction-drift.wrong-if')],
    remedy:
      kind === 'interrupted'
        ? [remedyStep(msg('rule.transaction-drift.start'), null, 'host')]
        : [remedyStep(msg('rule.transaction-drift.restore'), null, 'host')],
  });
}
