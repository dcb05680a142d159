import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import { cannotTell, clear, finding, firesOr } from '#shared/rules/answer.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** `sos clean` replaced host names and addresses, so nothing may be joined by them. */
export const sosreportObfuscated: Rule = {
  id: 'sosreport-obfuscated',
  code: 'Q-05',
  needs: [],
  check({ model: { capture, host } }) {
    const sos = capture.sosreport;
    if (sos === undefined) return { answer: 'not-applicable', because: msg('rule.sosreport-truncated.no-sosreport') };
    if (isAbsent(sos.obfuscated)) return cannotTell(msg('rule.sosreport-obfuscated.unknown'));
    const name = isAbsent(host.name) ? '' : host.name;
    return firesOr(
      sos.obfuscated
        ? [
            finding({
              id: 'Q-05:sosreport',
              severity: 'info',
              title: msg('rule.sosreport-obfuscated.title'),
              statement: msg('rule.sosreport-obfuscated.statement', { name }),
              subjects: [{ kind: 'path', id: 'sosreport', name: 'sosreport' }],
              sources: [{ evidence: 'host', line: 0 }],
            }),
          ]
        : [],
      () => clear(msg('rule.sosreport-obfuscated.clear')),
    );
  },
};
