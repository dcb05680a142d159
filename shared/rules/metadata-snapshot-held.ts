import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { againOf, judgeLivePools, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** Tools that reserve a metadata snapshot while they read. */
const readers = new Set(['thin_delta', 'thin_dump', 'thin_ls', 'thin_rmap', 'thin_metadata_s', 'thin_check']);

/** T-24: a metadata snapshot is reserved and nobody seems to read it. Freed blocks stay taken until it is released. */
export const metadataSnapshotHeld: Rule = {
  id: 'metadata-snapshot-held',
  code: 'T-24',
  needs: ['dm-status'],
  alsoReads: ['dm-table', 'dm-devices', 'processes'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.metadata-snapshot-held.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, { pool, status }: LivePool): Verdict {
  if (status.heldRoot === null) return null;
  if (model.processes.some((p) => readers.has(p.comm))) return null;
  const again = againOf(pool);
  if (again === null) return { untold: msg('rules.pools.no-second', { name: pool.dmName }) };
  if (again.heldRoot !== status.heldRoot) return null;
  return poolFinding(model, 'T-24', pool, {
    severity: 'low',
    title: msg('rule.metadata-snapshot-held.title', { pool: pool.dmName }),
    statement: msg('rule.metadata-snapshot-held.statement', { pool: pool.dmName, block: status.heldRoot }),
    why: [msg('rule.metadata-snapshot-held.why')],
    wrongIf: [msg('rule.metadata-snapshot-held.wrong-if')],
    notLookedAt: [msg('rule.metadata-snapshot-held.age')],
    remedy: [
      remedyStep(
        msg('rule.metadata-snapshot-held.release'),
        shell`dmsetup message ${pool.dmName} 0 release_metadata_snap`,
        'host',
      ),
    ],
  });
}
