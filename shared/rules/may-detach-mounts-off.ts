import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { cannotTell, clear, finding, firesOr } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { stuckRemovals } from '#shared/rules/stuck-removals.ts';
import { pathSubject } from '#shared/rules/subjects.ts';

const setting = '/proc/sys/fs/may_detach_mounts';
/** RHEL 7.4's first kernel: the first of that line that can detach mounts of other namespaces. */
const firstEl7 = 693;

/**
 * R-14: the kernel refuses to remove a directory that is a mountpoint in another namespace.
 *
 * Linux can detach such mounts since 3.15 and needs no setting; RHEL 7's 3.10 can since 7.4 and only when told.
 * So the file's absence means "always on" or "not able", and only the kernel's release tells which.
 */
export const mayDetachMountsOff: Rule = {
  id: 'may-detach-mounts-off',
  code: 'R-14',
  needs: ['host', 'settings'],
  check(evidence) {
    const { model } = evidence;
    const { kernel } = model.host;
    if (isAbsent(kernel)) return cannotTell(msg('rule.may-detach-mounts-off.no-kernel'));
    const build = /^3\.10\.0-(\d+)\b.*\bel7/.exec(kernel)?.[1];
    if (build === undefined) {
      return { answer: 'not-applicable', because: msg('rule.may-detach-mounts-off.other-kernel', { kernel }) };
    }
    const value = model.settings.mayDetachMounts;
    const isOld = Number(build) < firstEl7;
    if (!isOld && isAbsent(value)) return cannotTell(msg('rule.may-detach-mounts-off.unread', { kernel }));
    const held = stuckRemovals(evidence).filter((r) => r.proof !== null && r.holders.length > 0).length;
    const off = isOld || value === 0;
    return firesOr(
      off
        ? [
            finding({
              id: 'R-14:may_detach_mounts',
              severity: held > 0 ? 'high' : 'low',
              title: isOld
                ? msg('rule.may-detach-mounts-off.old-title', { kernel })
                : msg('rule.may-detach-mounts-off.title'),
              statement: isOld
                ? msg('rule.may-detach-mounts-off.old', { kernel, held })
                : msg('rule.may-detach-mounts-off.statement', { kernel, held }),
              subjects: [pathSubject(setting)],
              sources: [{ evidence: isOld ? 'host' : 'settings', line: isOld ? 0 : 1 }],
              why: [msg('rule.may-detach-mounts-off.why')],
              wrongIf: [msg('rule.may-detach-mounts-off.wrong-if')],
              remedy: isOld
                ? [remedyStep(msg('rule.may-detach-mounts-off.upgrade'), null, 'host')]
                : [
                    remedyStep(msg('rule.may-detach-mounts-off.set'), shell`sysctl -w fs.may_detach_mounts=1`, 'host'),
                    remedyStep(msg('rule.may-detach-mounts-off.persist'), null, 'host'),
                  ],
            }),
          ]
        : [],
      () => clear(msg('rule.may-detach-mounts-off.clear')),
    );
  },
};
