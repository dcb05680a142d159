import { msg } from '#shared/messages/index.ts';
import type { LogLine } from '#shared/model/log.ts';
import { clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { runsSince } from '#shared/rules/daemon-start.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { pathSubject } from '#shared/rules/subjects.ts';
import { thinCheckComplaint } from '#shared/rules/thin-check-missing.ts';
import { wrongPoolComplaint } from '#shared/rules/wrong-pool.ts';

/** Old and new words of dockerd when it gives up at its start. */
const fatal = /(?:failed to start daemon|[Ee]rror starting daemon|error initializing graphdriver|level=fatal)/;
const causes = [
  { code: 'T-22', pattern: wrongPoolComplaint },
  { code: 'T-18', pattern: /DeleteDevice dm_task_run failed|ENODATA|[Nn]o data available/ },
  { code: 'T-30', pattern: thinCheckComplaint },
] as const;

/** L-03: a docker daemon gave up at its start because of its thin pool, and none has come up since. */
export const daemonCannotStart: Rule = {
  id: 'daemon-cannot-start',
  code: 'L-03',
  needs: ['engine-log'],
  alsoReads: ['daemons', 'processes', 'host'],
  check({ model }) {
    const fatals = model.log.filter((l) => l.log === 'engine' && fatal.test(l.text));
    const blamed = fatals.flatMap((line) => {
      const cause = causes.find((c) => c.pattern.test(line.text));
      return cause ? [{ line, code: cause.code }] : [];
    });
    const latest = blamed.findLast(({ line }) => !runsSince(model, line, null));
    return firesOr(
      latest
        ? [
            gaveUp(
              latest.code,
              latest.line,
              blamed.map((b) => b.line),
            ),
          ]
        : [],
      () => clear(msg('rule.daemon-cannot-start.clear', { lines: fatals.length })),
    );
  },
};

function gaveUp(code: string, line: LogLine, all: readonly LogLine[]): Finding {
  return finding({
    id: `L-03:${code}`,
    severity: 'critical',
    title: msg('rule.daemon-cannot-start.title'),
    statement: msg('rule.daemon-cannot-start.statement', { lines: all.length, code }),
    subjects: [pathSubject(line.writer === '' ? 'dockerd' : line.writer)],
    sources: nonEmpty(
      line.source,
      all
        .filter((l) => l !== line)
        .slice(-3)
        .map((l) => l.source),
    ),
    why: [msg('rule.daemon-cannot-start.why')],
    wrongIf: [msg('rule.daemon-cannot-start.wrong-if')],
    remedy: [remedyStep(msg('rule.daemon-cannot-start.cause', { code }), null, 'host')],
  });
}
