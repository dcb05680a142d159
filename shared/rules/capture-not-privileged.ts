import { isAbsent } from '#shared/base/absent.ts';
import { collectors } from '#shared/collectors/index.ts';
import { msg } from '#shared/messages/index.ts';
import { cannotTell, clear, finding, firesOr } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** Q-01: the capture could not see other users' processes, so "none found" means nothing wherever root is needed. */
export const captureNotPrivileged: Rule = {
  id: 'capture-not-privileged',
  code: 'Q-01',
  needs: ['host'],
  check({ model: { capture } }) {
    if (isAbsent(capture.seesEverything)) return cannotTell(msg('rule.capture-not-privileged.unknown'));
    const { uid, user, hidepid } = capture;
    const who = isAbsent(user) ? '' : user;
    const hidden = !isAbsent(hidepid) && hidepid > 0;
    return firesOr(
      capture.seesEverything
        ? []
        : [
            finding({
              id: 'Q-01:capture',
              severity: 'medium',
              title: msg('rule.capture-not-privileged.title'),
              statement: msg('rule.capture-not-privileged.statement', {
                user: who,
                uid: isAbsent(uid) ? -1 : uid,
                hidepid: hidden ? hidepid : 0,
                collectors: collectors.filter((c) => c.withoutRoot !== null).length,
              }),
              subjects: [{ kind: 'path', id: '/proc', name: '/proc' }],
              sources: [{ evidence: 'host', line: 0 }],
              why: [
                hidden ? msg('rule.capture-not-privileged.why-hidepid') : msg('rule.capture-not-privileged.why-uid'),
              ],
              wrongIf: [],
              remedy: [remedyStep(msg('rule.capture-not-privileged.again'), null, 'host')],
            }),
          ],
      () => clear(msg('rule.capture-not-privileged.clear', { user: who })),
    );
  },
};
