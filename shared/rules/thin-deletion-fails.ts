import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import { findHolders } from '#shared/model/holders/find-holders.ts';
import { freeing } from '#shared/model/holders/freeing.ts';
import { superblock } from '#shared/model/holders/hold-target.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import { activeOf, containerOfDockerDevice } from '#shared/model/thin/thin-links.ts';
import type { ThinDevice } from '#shared/model/thin.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { type FailedDeletion, failedDeletions } from '#shared/rules/failed-deletions.ts';
import { subjectsOfHolder } from '#shared/rules/holder-subjects.ts';
import { poolOf, poolSubject, thinSubject } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { containerSubject, distinctSubjects } from '#shared/rules/subjects.ts';
import { dockerDeviceOf } from '#shared/rules/thin-owners.ts';

/** A line this young may be of a deletion that went through a moment later. */
const youngMs = 60_000;

/** T-15: the kernel refuses to delete a thin device, because it is in use. Whose it is and who holds it is joined from its id. */
export const thinDeletionFails: Rule = {
  id: 'thin-deletion-fails',
  code: 'T-15',
  needs: ['kernel-log'],
  alsoReads: ['dm-table', 'dm-status', 'docker-device-metadata', 'docker-containers', 'processes', 'mount-tables'],
  check({ model }) {
    const failed = failedDeletions(model);
    const joined = failed.map((f) => ({ failed: f, thins: candidates(model, f) }));
    return firesOr(
      joined.flatMap(({ failed: f, thins: [thin, ...others] }) =>
        thin && others.length === 0 && !isInUse(model, thin) ? [fails(model, f, thin)] : [],
      ),
      () => {
        const many = joined.find((j) => j.thins.length > 1);
        if (many)
          return cannotTell(
            msg('rule.thin-deletion-fails.ambiguous', { id: many.failed.id, pools: many.thins.length }),
          );
        const unknown = joined.find((j) => j.thins.length === 0 && (j.failed.lastAgeMs ?? 0) <= youngMs);
        return unknown
          ? cannotTell(msg('rule.thin-deletion-fails.unknown-id', { id: unknown.failed.id }))
          : clear(msg('rule.thin-deletion-fails.clear', { ids: failed.length }));
      },
    );
  },
};

/**
 * Ids are per pool: where one exists in several pools, those that docker has marked deleted are meant. The worker tries no
 * other: of its lines a device that docker keeps is not the matter, it only has the id of one that is gone by now.
 */
function candidates(model: HostModel, failed: FailedDeletion): readonly ThinDevice[] {
  const known = thinIndex(model).devicesOfId.get(failed.id) ?? [];
  const all = isByWorker(failed) ? known.filter((t) => dockerDeviceOf(model, t)?.deleted !== false) : known;
  const deleted = all.filter((t) => dockerDeviceOf(model, t)?.deleted === true);
  if (deleted.length > 0) return deleted;
  const removable = all.filter((t) => !isInUse(model, t));
  return removable.length > 0 ? removable : all;
}

const isByWorker = ({ onBeat, offBeat }: FailedDeletion) => onBeat > offBeat;

/** Its container lives: the removal was given up, or the id was given to another device since. */
function isInUse(model: HostModel, thin: ThinDevice): boolean {
  const device = dockerDeviceOf(model, thin);
  const container = device && !device.deleted ? containerOfDockerDevice(model, device) : null;
  return container !== null && (container.state === 'running' || container.state === 'paused');
}

function fails(model: HostModel, failed: FailedDeletion, thin: ThinDevice): Finding {
  const device = dockerDeviceOf(model, thin);
  const container = device && containerOfDockerDevice(model, device);
  const pool = poolOf(model, thin.pool);
  const targets = activeOf(thin).map((a) => superblock(a.device));
  const holders = targets.flatMap((t) => findHolders(model, t)).filter((h) => !h.legitimate);
  const [latest] = failed.lines.slice(-1);
  return finding({
    id: `T-15:${thin.key}`,
    severity: 'medium',
    title: msg('rule.thin-deletion-fails.title', {
      id: failed.id,
      pool: pool?.dmName ?? thin.pool,
      holders: holders.length,
    }),
    statement: msg('rule.thin-deletion-fails.statement', {
      id: failed.id,
      pool: pool?.dmName ?? thin.pool,
      lines: failed.lines.length,
      onBeat: failed.onBeat,
      offBeat: failed.offBeat,
      deleted: device?.deleted === true,
      holders: holders.length,
    }),
    subjects: nonEmpty(thinSubject(thin), [
      ...distinctSubjects([
        ...(pool ? [poolSubject(pool)] : []),
        ...(container ? [containerSubject(container)] : []),
        ...holders.flatMap(subjectsOfHolder),
      ]),
    ]),
    sources: nonEmpty((latest ?? failed.lines[0]).source, [
      ...failed.lines.slice(-5, -1).map((l) => l.source),
      thin.source,
      ...(device ? [device.source] : []),
      ...holders.flatMap((h) => h.sources),
    ]),
    why: [
      isByWorker(failed) ? msg('rule.thin-deletion-fails.worker') : msg('rule.thin-deletion-fails.person'),
      ...holders.map((h) => h.why),
    ],
    wrongIf: [msg('rule.thin-deletion-fails.wrong-if', { id: failed.id })],
    notLookedAt: isAbsent(thin.active) ? [msg('rules.pools.no-table', { pool: pool?.dmName ?? thin.pool })] : [],
    holders,
    remedy: [
      ...freeing(model, targets, holders),
      remedyStep(
        device?.deleted === true ? msg('rules.removal.by-itself') : msg('rule.thin-deletion-fails.again'),
        null,
        'host',
      ),
    ],
  });
}
