import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { DockerDevice } from '#shared/model/docker-storage.ts';
import { groupBy } from '#shared/model/group-by.ts';
import { findHolders } from '#shared/model/holders/find-holders.ts';
import { freeing } from '#shared/model/holders/freeing.ts';
import { superblock } from '#shared/model/holders/hold-target.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { activeOf, thinOfDockerDevice } from '#shared/model/thin/thin-links.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { type FailedDeletion, failedDeletions } from '#shared/rules/failed-deletions.ts';
import { subjectsOfHolder } from '#shared/rules/holder-subjects.ts';
import { thinSubject } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule, Subject } from '#shared/rules/rule.ts';
import { distinctSubjects } from '#shared/rules/subjects.ts';

const delayMs = 60_000;
/** From here on it is no delay any more. */
const longMs = 10 * 60_000;
const manyDevices = 10;

/** T-16: devices that docker has marked deleted and cannot get rid of. Minutes are normal, so a second sign is asked for. */
export const deferredDeletionBacklog: Rule = {
  id: 'deferred-deletion-backlog',
  code: 'T-16',
  needs: ['docker-device-metadata'],
  alsoReads: ['kernel-log', 'dm-table', 'processes', 'mount-tables'],
  check(evidence) {
    const { model } = evidence;
    if (model.dockerDevices.length === 0) {
      return notApplicable(evidence, ['docker-device-metadata'], msg('rule.deferred-deletion-backlog.no-devices'));
    }
    const waiting = model.dockerDevices.filter((d) => d.deleted);
    const failing = new Map(failedDeletions(model).map((f) => [f.id, f]));
    const stuck = waiting.filter((d) => d.again === 'same' || (d.again !== 'gone' && isOld(failing.get(d.deviceId))));
    return firesOr(
      [...groupBy(stuck, (d) => d.engineRoot)].map(([root, devices]) => backlog(model, root, devices, failing)),
      () =>
        waiting.some((d) => isAbsent(d.again))
          ? cannotTell(msg('rules.pools.no-second', { name: waiting[0]?.hash ?? '' }))
          : clear(msg('rule.deferred-deletion-backlog.clear', { devices: model.dockerDevices.length })),
    );
  },
};

const isOld = (f: FailedDeletion | undefined) => f !== undefined && (f.firstAgeMs ?? 0) > delayMs;

function backlog(
  model: HostModel,
  root: string,
  devices: readonly DockerDevice[],
  failing: ReadonlyMap<number, FailedDeletion>,
): Finding {
  const thins = devices.flatMap((d) => thinOfDockerDevice(model, d) ?? []);
  const targets = thins.flatMap(activeOf).map((a) => superblock(a.device));
  const holders = targets.flatMap((t) => findHolders(model, t)).filter((h) => !h.legitimate);
  const failed = devices.flatMap((d) => failing.get(d.deviceId) ?? []);
  const oldestMs = Math.max(0, ...failed.map((f) => f.firstAgeMs ?? 0));
  const [main, ...others]: readonly Subject[] = distinctSubjects([
    ...thins.map(thinSubject),
    { kind: 'path', id: root, name: root },
    ...holders.flatMap(subjectsOfHolder),
  ]);
  return finding({
    id: `T-16:${root}`,
    severity: devices.length >= manyDevices || oldestMs > longMs ? 'medium' : 'low',
    title: msg('rule.deferred-deletion-backlog.title', { root, devices: devices.length }),
    statement: msg('rule.deferred-deletion-backlog.statement', {
      root,
      devices: devices.length,
      id: devices[0]?.deviceId ?? 0,
      seconds: Math.round(oldestMs / 1000),
      gap: isAbsent(model.second) ? 0 : Math.round(model.second.gapMs / 1000),
    }),
    subjects: nonEmpty(main ?? { kind: 'path', id: root, name: root }, others),
    sources: nonEmpty(devices[0]?.source ?? { evidence: 'docker-device-metadata', line: 0 }, [
      ...devices.slice(1, 20).map((d) => d.source),
      ...failed.flatMap((f) => f.lines.slice(-2)).map((l) => l.source),
      ...holders.flatMap((h) => h.sources),
    ]),
    why: [msg('rule.deferred-deletion-backlog.why'), ...holders.map((h) => h.why)],
    wrongIf: [msg('rule.deferred-deletion-backlog.wrong-if')],
    holders,
    remedy: [...freeing(model, targets, holders), remedyStep(msg('rules.removal.by-itself'), null, 'host')],
  });
}
