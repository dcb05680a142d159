import { isAbsent, present } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { DevicemapperRoot } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { runsSince } from '#shared/rules/daemon-start.ts';
import { poolOf, poolSubject } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { pathSubject } from '#shared/rules/subjects.ts';

/** docker's own words when the base device of a pool is not the one that it made, or the pool has data of somebody else. */
export const wrongPoolComplaint =
  /Current Base Device UUID|Base Device UUID and Filesystem verification failed|Unable to take ownership of thin-pool/;

/**
 * T-22: docker stands before a pool that is not the one of its files. Never checked by activating the base device:
 * that would change the host. Names and docker's own complaint tell.
 */
export const wrongPool: Rule = {
  id: 'wrong-pool',
  code: 'T-22',
  needs: ['docker-device-metadata', 'engine-log'],
  alsoReads: ['dm-table', 'dm-devices', 'daemons', 'processes'],
  check(evidence) {
    const { model } = evidence;
    const roots = model.devicemapperRoots;
    if (roots.length === 0) {
      return notApplicable(evidence, ['docker-device-metadata'], msg('rule.wrong-pool.no-docker'));
    }
    return firesOr(
      roots.flatMap((root) => verdictOn(model, root) ?? []),
      () => clear(msg('rule.wrong-pool.clear', { roots: roots.length })),
    );
  },
};

/** A line with a stored UUID is about the root that has it; one without is about the only root, or about none for certain. */
function complaintOf(model: HostModel, root: DevicemapperRoot): LogLine | null {
  const lines = model.log.filter((l) => l.log === 'engine' && wrongPoolComplaint.test(l.text));
  const uuid = isAbsent(root.baseDeviceUuid) ? '' : root.baseDeviceUuid;
  const own = lines.findLast((l) => uuid !== '' && l.text.includes(uuid));
  const line = own ?? (model.devicemapperRoots.length === 1 ? lines.at(-1) : undefined);
  return line && !runsSince(model, line, root.engineRoot) ? line : null;
}

function verdictOn(model: HostModel, root: DevicemapperRoot): Finding | null {
  const line = complaintOf(model, root);
  const { prefix, prefixInUse } = root;
  const isMoved = !isAbsent(prefix) && !isAbsent(prefixInUse) && prefix !== prefixInUse;
  if (line === null && !isMoved) return null;
  const pool = isAbsent(root.pool) ? null : poolOf(model, root.pool);
  return finding({
    id: `T-22:${root.engineRoot}`,
    severity: 'critical',
    title: msg('rule.wrong-pool.title', { root: root.engineRoot }),
    statement: line
      ? msg('rule.wrong-pool.refused', { root: root.engineRoot, moved: isMoved })
      : msg('rule.wrong-pool.moved', {
          root: root.engineRoot,
          now: present(prefix) ?? '',
          before: present(prefixInUse) ?? '',
        }),
    subjects: nonEmpty(pathSubject(root.engineRoot), pool ? [poolSubject(pool)] : []),
    sources: nonEmpty(line?.source ?? root.source, [root.source, ...(pool ? [pool.source] : [])]),
    why: [msg('rule.wrong-pool.why')],
    wrongIf: [msg('rule.wrong-pool.wrong-if')],
    remedy: [
      remedyStep(msg('rule.wrong-pool.point-back'), null, 'host'),
      remedyStep(msg('rule.wrong-pool.or-wipe'), null, 'host'),
    ],
  });
}
