import { msg } from '#shared/messages/index.ts';
import { clear, finding, firesOr } from '#shared/rules/answer.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** normal on a busy host, but said: what they held was not seen. */
export const processesVanished: Rule = {
  id: 'processes-vanished',
  code: 'Q-03',
  needs: ['processes'],
  check({ model }) {
    const { vanished } = model.capture;
    return firesOr(
      vanished === 0
        ? []
        : [
            finding({
              id: 'Q-03:processes',
              severity: 'info',
              title: msg('rule.processes-vanished.title', { count: vanished }),
              statement: msg('rule.processes-vanished.statement', {
                count: vanished,
                processes: model.processes.length,
              }),
              subjects: [{ kind: 'path', id: '/proc', name: '/proc' }],
              sources: [{ evidence: 'processes', line: 0 }],
            }),
          ],
      () => clear(msg('rule.processes-vanished.clear', { processes: model.processes.length })),
    );
  },
};
