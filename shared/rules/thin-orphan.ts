import { isAbsent } from '#shared/base/absent.ts';
import type { CollectorId } from '#shared/collectors/index.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { orphanRunbook } from '#shared/model/thin/runbook.ts';
import { activeOf } from '#shared/model/thin/thin-links.ts';
import type { ThinDevice, ThinPool } from '#shared/model/thin.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { poolSubject, thinName, thinSubject } from '#shared/rules/pools.ts';
import type { Finding, Rule, RuleEvidence } from '#shared/rules/rule.ts';

/** Where each kind of owner writes down its devices. */
const booksOf = { docker: 'docker-device-metadata', lvm: 'lvm-backup', containerd: 'containerd-snapshotters' } as const;

/**
 * T-19: a thin device that no owner of its pool knows. An active one is seen in its table; an inactive one only in the
 * pool's own metadata. A pool that nobody owns has no books to be missing in.
 */
export const thinOrphan: Rule = {
  id: 'thin-orphan',
  code: 'T-19',
  needs: ['dm-table'],
  alsoReads: ['dm-status', 'docker-device-metadata', 'lvm-backup', 'containerd-snapshotters', 'daemons'],
  check(evidence) {
    const { model } = evidence;
    const owned = model.thinPools.filter((p) => isAbsent(p.owner) || p.owner.kind !== 'nobody');
    if (owned.length === 0) {
      return notApplicable(evidence, ['dm-table', 'dm-status'], msg('rule.thin-orphan.no-pools'));
    }
    const pools = owned.map((pool) => ({ pool, unread: unreadBooks(evidence, pool), unknown: unknownIn(model, pool) }));
    return firesOr(
      pools.flatMap(({ pool, unread, unknown }) => (unread === null ? unknown.map((t) => orphan(model, pool, t)) : [])),
      () => {
        const doubtful =
          pools.find((p) => p.unread !== null && p.unknown.length > 0) ?? pools.find((p) => p.unread !== null);
        if (doubtful?.unread) return cannotTell(doubtful.unread);
        const listed = pools.find((p) => isAbsent(p.pool.deviceIds));
        return listed
          ? cannotTell(msg('rules.pools.need-mappings', { pool: listed.pool.dmName }))
          : clear(msg('rule.thin-orphan.clear', { devices: model.thinDevices.length }));
      },
    );
  },
};

/** Seen in a table or in the pool's metadata, and in no owner's books. */
const unknownIn = (model: HostModel, pool: ThinPool): readonly ThinDevice[] =>
  model.thinDevices.filter(
    (t) =>
      t.pool === pool.device &&
      !isAbsent(t.id) &&
      t.knownFrom.every((k) => k.from === 'table' || k.from === 'pool-metadata'),
  );

/** Why the books of some owner of this pool cannot be trusted to be whole. containerd's is a database that this version does not read. */
function unreadBooks(evidence: RuleEvidence, pool: ThinPool) {
  if (isAbsent(pool.owner)) return msg('rules.pools.no-owner', { pool: pool.dmName });
  for (const owner of [pool.owner, ...pool.otherOwners]) {
    if (owner.kind === 'nobody') continue;
    if (owner.kind === 'containerd') return msg('rule.thin-orphan.containerd', { pool: pool.dmName, root: owner.root });
    const book: CollectorId = booksOf[owner.kind];
    const doubt = evidence.doubt(book);
    if (doubt !== null) return doubt;
  }
  return null;
}

function orphan(model: HostModel, pool: ThinPool, thin: ThinDevice): Finding {
  const active = activeOf(thin);
  const owner = isAbsent(pool.owner) || pool.owner.kind === 'nobody' ? null : pool.owner;
  return finding({
    id: `T-19:${thin.key}`,
    severity: 'medium',
    title: msg('rule.thin-orphan.title', { id: isAbsent(thin.id) ? 0 : thin.id, pool: pool.dmName }),
    statement: msg('rule.thin-orphan.statement', {
      id: isAbsent(thin.id) ? 0 : thin.id,
      pool: pool.dmName,
      owner:
        owner === null ? '?' : owner.kind === 'lvm' ? `LVM (${owner.volumeGroup})` : `${owner.kind} (${owner.root})`,
      name: active.length > 0 ? thinName(thin) : '',
      open: active.some((a) => typeof a.open === 'number' && a.open > 0),
    }),
    subjects: nonEmpty(thinSubject(thin), [poolSubject(pool)]),
    sources: nonEmpty(thin.source, [pool.source, ...(owner?.proof ?? []).slice(0, 3).map((p) => p.source)]),
    why: [msg('rule.thin-orphan.why')],
    wrongIf: [msg('rule.thin-orphan.wrong-if')],
    notLookedAt: isAbsent(pool.deviceIds) ? [msg('rules.pools.not-looked-inactive', { pool: pool.dmName })] : [],
    remedy: orphanRunbook(model, thin),
  });
}
