import { isAbsent } from '#shared/base/absent.ts';
import { collectors } from '#shared/collectors/index.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { cannotTell, clear, finding, firesOr } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';

/** Q-01: the capture could not see other users' processes, so "none found" means nothing wherever root is needed. */
export const captureNotPrivileged: Rule = {
  id: 'capture-not-privileged',
  code: 'Q-01',
  needs: ['host'],
  alsoReads: ['processes', 'namespace-links'],
  check({ model }) {
    const { seesEverything, user } = model.capture;
    if (isAbsent(seesEverything)) return cannotTell(msg('rule.capture-not-privileged.unknown'));
    return firesOr(seesEverything && !isContained(model) ? [] : [partial(model, seesEverything)], () =>
      clear(msg('rule.capture-not-privileged.clear', { user: isAbsent(user) ? '' : user })),
    );
  },
};

/** uid 0 with every capability, and still refused pid 1: it runs in a container, or in a user namespace below the host's. */
function isContained(model: HostModel): boolean {
  const namespace = indexOf(model).processes.get(1)?.mountNamespace;
  return namespace !== undefined && isAbsent(namespace) && namespace.absent === 'unreadable';
}

function partial({ capture }: HostModel, isRoot: boolean): Finding {
  const { uid, user } = capture;
  const hidepid = isAbsent(capture.hidepid) ? 0 : capture.hidepid;
  const why = isRoot
    ? msg('rule.capture-not-privileged.why-contained')
    : hidepid > 0
      ? msg('rule.capture-not-privileged.why-hidepid')
      : msg('rule.capture-not-privileged.why-uid');
  return finding({
    id: 'Q-01:capture',
    severity: 'medium',
    title: msg('rule.capture-not-privileged.title'),
    statement: msg('rule.capture-not-privileged.statement', {
      user: isAbsent(user) ? '' : user,
      uid: isAbsent(uid) ? -1 : uid,
      hidepid,
      collectors: collectors.filter((c) => c.withoutRoot !== null).length,
    }),
    subjects: [{ kind: 'path', id: '/proc', name: '/proc' }],
    sources: [{ evidence: 'host', line: 0 }],
    why: [why],
    remedy: [remedyStep(msg('rule.capture-not-privileged.again'), null, 'host')],
  });
}
