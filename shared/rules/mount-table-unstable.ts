import { msg } from '#shared/messages/index.ts';
import { clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { namespaceSubject } from '#shared/rules/subjects.ts';

/** before Linux 5.8 mountinfo is no snapshot; a table that changed between two readings may lack rows or have one twice. */
export const mountTableUnstable: Rule = {
  id: 'mount-table-unstable',
  code: 'Q-02',
  needs: ['mount-tables'],
  check(evidence) {
    const tables = evidence.model.mountTables;
    const unstable = tables.filter((t) => t.stable === false);
    const [first, ...rest] = unstable;
    const compared = tables.filter((t) => t.stable !== null);
    return firesOr(
      first === undefined
        ? []
        : [
            finding({
              id: 'Q-02:mount-tables',
              severity: 'low',
              title: msg('rule.mount-table-unstable.title', { count: unstable.length }),
              statement: msg('rule.mount-table-unstable.statement', {
                count: unstable.length,
                compared: compared.length,
                namespace: first.namespace,
              }),
              subjects: nonEmpty(
                namespaceSubject(first.namespace),
                rest.map((t) => namespaceSubject(t.namespace)),
              ),
              sources: nonEmpty(
                { evidence: first.evidence, line: 0 },
                rest.map((t) => ({ evidence: t.evidence, line: 0 })),
              ),
              why: [msg('rule.mount-table-unstable.why')],
              wrongIf: [],
              remedy: [],
            }),
          ],
      () =>
        compared.length === 0
          ? notApplicable(evidence, ['mount-tables'], msg('rule.mount-table-unstable.snapshot'))
          : clear(msg('rule.mount-table-unstable.clear', { compared: compared.length })),
    );
  },
};
