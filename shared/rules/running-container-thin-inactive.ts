import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { thinOfContainer } from '#shared/model/thin/thin-links.ts';
import type { ThinDevice } from '#shared/model/thin.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { poolOf, poolSubject, thinSubject } from '#shared/rules/pools.ts';
import { dockerCommand, remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { containerSubject } from '#shared/rules/subjects.ts';

/** T-31: a container runs, and the device of its root filesystem is not active. Layers of images are inactive by nature and are not asked. */
export const runningContainerThinInactive: Rule = {
  id: 'running-container-thin-inactive',
  code: 'T-31',
  needs: ['docker-containers', 'dm-table', 'docker-device-metadata'],
  alsoReads: ['dm-devices', 'processes'],
  check(evidence) {
    const { model } = evidence;
    const running = model.containers.filter(
      (c) =>
        c.runtime === 'docker' && c.storageDriver === 'devicemapper' && (c.state === 'running' || c.state === 'paused'),
    );
    if (running.length === 0) {
      return notApplicable(evidence, ['docker-containers'], msg('rule.running-container-thin-inactive.none'));
    }
    const placed = running.map((c) => ({ c, thin: thinOfContainer(model, c) }));
    const inactive = placed.flatMap(({ c, thin }) =>
      thin && !isAbsent(thin.active) && thin.active.length === 0 && stillRuns(model, c) ? [{ c, thin }] : [],
    );
    return firesOr(
      inactive.map(({ c, thin }) => missingDevice(model, c, thin)),
      () => {
        const lost = placed.find(({ c, thin }) => (thin === null || isAbsent(thin.active)) && stillRuns(model, c));
        return lost
          ? cannotTell(msg('rule.running-container-thin-inactive.unknown', { name: lost.c.name }))
          : clear(msg('rule.running-container-thin-inactive.clear', { containers: running.length }));
      },
    );
  },
};

/** A container that ended while we read: its process is gone, or the second reading says so. */
function stillRuns(model: HostModel, c: Container): boolean {
  if (c.pid !== null && !indexOf(model).processes.has(c.pid)) return false;
  const { second } = model;
  if (isAbsent(second) || second.containerStates.size === 0) return true;
  const state = second.containerStates.get(c.id);
  return state === 'running' || state === 'paused';
}

function missingDevice(model: HostModel, container: Container, thin: ThinDevice): Finding {
  const pool = poolOf(model, thin.pool);
  return finding({
    id: `T-31:${container.id}`,
    severity: 'high',
    title: msg('rule.running-container-thin-inactive.title', { name: container.name }),
    statement: msg('rule.running-container-thin-inactive.statement', {
      name: container.name,
      id: isAbsent(thin.id) ? 0 : thin.id,
      pool: pool?.dmName ?? thin.pool,
    }),
    subjects: nonEmpty(containerSubject(container), [thinSubject(thin), ...(pool ? [poolSubject(pool)] : [])]),
    sources: nonEmpty(container.source, [thin.source, ...(pool ? [pool.source] : [])]),
    why: [msg('rule.running-container-thin-inactive.why')],
    wrongIf: [msg('rule.running-container-thin-inactive.wrong-if')],
    remedy: [
      remedyStep(
        msg('rule.running-container-thin-inactive.restart', { name: container.name }),
        dockerCommand(model, container, 'restart'),
        'host',
      ),
    ],
  });
}
