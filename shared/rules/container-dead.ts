import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { cannotTell, clear, finding, firesOr, notApplicable } from '#shared/rules/answer.ts';
import { ageMs } from '#shared/rules/lookups.ts';
import { dockerCommand, remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { containerSubject } from '#shared/rules/subjects.ts';

const tooLongMs = 5 * 60_000;

/** docker gave up on a removal and left the container Dead. With its device marked deleted the engine's own worker still tries. */
export const containerDead: Rule = {
  id: 'container-dead',
  code: 'R-15',
  needs: ['docker-containers', 'host'],
  alsoReads: ['docker-device-metadata'],
  check(evidence) {
    const { model } = evidence;
    const docker = model.containers.filter((c) => c.runtime === 'docker');
    if (docker.length === 0) {
      return notApplicable(evidence, ['docker-containers'], msg('rule.container-dead.no-docker'));
    }
    const dead = docker.filter((c) => isDead(c) && c.deviceDeleted !== true);
    const aged = dead.map((c) => ({ c, ms: isAbsent(c.finishedAt) ? null : ageMs(model, c.finishedAt) }));
    return firesOr(
      aged.flatMap(({ c, ms }) => (ms !== null && ms > tooLongMs ? [stuck(model, c, ms)] : [])),
      () => {
        const untold = aged.find((a) => a.ms === null);
        return untold
          ? cannotTell(msg('rule.container-dead.no-age', { name: untold.c.name }))
          : clear(msg('rule.container-dead.clear', { containers: docker.length }));
      },
    );
  },
};

/** `docker ps` says "Removal In Progress" where `inspect` says dead; after a restart of the daemon both say Dead (FORMATS 7). */
const isDead = (c: Container) => c.state === 'dead' || (c.state === 'removing' && /\bDead=true\b/.test(c.stateText));

function stuck(model: HostModel, container: Container, ms: number): Finding {
  return finding({
    id: `R-15:${container.id}`,
    severity: 'medium',
    title: msg('rule.container-dead.title', { name: container.name }),
    statement: msg('rule.container-dead.statement', {
      name: container.name,
      state: container.stateText,
      minutes: Math.floor(ms / 60_000),
    }),
    subjects: [containerSubject(container)],
    sources: [container.source],
    why: [msg('rule.container-dead.why')],
    wrongIf: [msg('rule.container-dead.wrong-if')],
    remedy: [
      remedyStep(msg('rule.container-dead.holder-first'), null, 'host'),
      remedyStep(msg('rule.container-dead.rm'), dockerCommand(model, container, 'rm'), 'host'),
    ],
  });
}
