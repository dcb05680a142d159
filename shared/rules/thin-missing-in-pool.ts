import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { DockerDevice } from '#shared/model/docker-storage.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { containerOfDockerDevice, thinOfDockerDevice } from '#shared/model/thin/thin-links.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { poolOf, poolSubject, thinSubject } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { containerSubject, pathSubject } from '#shared/rules/subjects.ts';

/** `devicemapper: Error running DeleteDevice dm_task_run failed`, with the kernel's ENODATA where a log keeps it. */
const refused = /DeleteDevice dm_task_run failed|ENODATA|[Nn]o data available/;

/** T-18: docker has a file for a device that its pool does not have. */
export const thinMissingInPool: Rule = {
  id: 'thin-missing-in-pool',
  code: 'T-18',
  needs: ['docker-device-metadata'],
  alsoReads: ['dm-table', 'dm-status', 'engine-log', 'docker-containers'],
  check(evidence) {
    const { model } = evidence;
    const devices = model.dockerDevices;
    if (devices.length === 0) {
      return notApplicable(evidence, ['docker-device-metadata'], msg('rule.thin-missing-in-pool.no-devices'));
    }
    const lines = model.log.filter((l) => l.log === 'engine' && refused.test(l.text));
    const byRoot = [...groupBy(devices, (d) => d.engineRoot)].map(([root, own]) => ({
      root,
      own,
      missing: own.filter((d) => isMissing(model, d) === true),
    }));
    const swapped = byRoot.find((r) => r.missing.length > 1 && r.missing.length * 2 >= r.own.length);
    const gone = byRoot.filter((r) => r !== swapped).flatMap((r) => r.missing);
    const logged = devices.filter((d) => isMissing(model, d) === null && lines.some((l) => l.text.includes(d.hash)));
    return firesOr(
      [...gone, ...logged].map((d) => missing(model, d, lines)),
      () => {
        if (swapped)
          return cannotTell(
            msg('rule.thin-missing-in-pool.swapped', { root: swapped.root, missing: swapped.missing.length }),
          );
        const unread = devices.find((d) => isMissing(model, d) === null);
        const pool = unread && !isAbsent(unread.pool) ? poolOf(model, unread.pool) : null;
        return unread
          ? cannotTell(msg('rules.pools.need-mappings', { pool: pool?.dmName ?? unread.engineRoot }))
          : clear(msg('rule.thin-missing-in-pool.clear', { devices: devices.length }));
      },
    );
  },
};

/** Null: the pool's own list of ids was not read. A device that is active exists, whatever was read. */
function isMissing(model: HostModel, device: DockerDevice): boolean | null {
  const thin = thinOfDockerDevice(model, device);
  if (thin && !isAbsent(thin.active) && thin.active.length > 0) return false;
  const pool = isAbsent(device.pool) ? null : poolOf(model, device.pool);
  return pool === null || isAbsent(pool.deviceIds) ? null : !pool.deviceIds.has(device.deviceId);
}

function missing(model: HostModel, device: DockerDevice, lines: readonly LogLine[]): Finding {
  const pool = isAbsent(device.pool) ? null : poolOf(model, device.pool);
  const thin = thinOfDockerDevice(model, device);
  const container = containerOfDockerDevice(model, device);
  const own = lines.filter((l) => l.text.includes(device.hash));
  return finding({
    id: `T-18:${device.engineRoot}/${device.hash}`,
    severity: 'high',
    title: msg('rule.thin-missing-in-pool.title', { id: device.deviceId, root: device.engineRoot }),
    statement: msg('rule.thin-missing-in-pool.statement', {
      id: device.deviceId,
      hash: device.hash,
      root: device.engineRoot,
      pool: pool?.dmName ?? '?',
      container: container?.name ?? '',
      logged: own.length,
      listed: pool !== null && !isAbsent(pool.deviceIds),
    }),
    subjects: nonEmpty(
      thin ? thinSubject(thin) : pathSubject(`${device.engineRoot}/devicemapper/metadata/${device.hash}`),
      [...(container ? [containerSubject(container)] : []), ...(pool ? [poolSubject(pool)] : [])],
    ),
    sources: nonEmpty(
      device.source,
      own.slice(-3).map((l) => l.source),
    ),
    why: [msg('rule.thin-missing-in-pool.why')],
    wrongIf: [msg('rule.thin-missing-in-pool.wrong-if')],
    remedy: [remedyStep(msg('rule.thin-missing-in-pool.remove-file', { hash: device.hash }), null, 'host')],
  });
}
