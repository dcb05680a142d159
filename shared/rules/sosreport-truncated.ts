import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { SosreportFacts } from '#shared/model/host.ts';
import { cannotTell, clear, finding, firesOr } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** sos cuts files at a size and reads /proc of at most 2048 processes unless told otherwise. */
export const sosreportTruncated: Rule = {
  id: 'sosreport-truncated',
  code: 'Q-04',
  needs: [],
  check({ model: { capture } }) {
    const sos = capture.sosreport;
    if (sos === undefined) return { answer: 'not-applicable', because: msg('rule.sosreport-truncated.no-sosreport') };
    const files = isAbsent(sos.truncatedFiles) ? [] : sos.truncatedFiles;
    const limit = hitLimit(sos);
    const [firstFile] = files;
    const main = firstFile ?? 'proc';
    return firesOr(
      files.length === 0 && limit === null
        ? []
        : [
            finding({
              id: 'Q-04:sosreport',
              severity: 'medium',
              title: msg('rule.sosreport-truncated.title'),
              statement: msg('rule.sosreport-truncated.statement', { files: files.length, limit: limit ?? 0 }),
              subjects: [{ kind: 'path', id: main, name: main }],
              sources: [{ evidence: firstFile ?? 'processes', line: 0 }],
              remedy: [remedyStep(msg('rule.sosreport-truncated.again'), null, 'host')],
            }),
          ],
      () => {
        const unknown = [sos.truncatedFiles, sos.processLimit, sos.processesHeld].some((f) => isAbsent(f));
        return unknown
          ? cannotTell(msg('rule.sosreport-truncated.unknown'))
          : clear(msg('rule.sosreport-truncated.clear'));
      },
    );
  },
};

function hitLimit({ processLimit, processesHeld }: SosreportFacts): number | null {
  if (isAbsent(processLimit) || isAbsent(processesHeld) || processLimit === 0) return null;
  return processesHeld >= processLimit ? processLimit : null;
}
