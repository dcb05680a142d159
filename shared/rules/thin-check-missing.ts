import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { pathSubject } from '#shared/rules/subjects.ts';

export const thinCheckComplaint = /thin_check: execvp failed/;

/** T-30: LVM activates no thin pool without thin_check, and it was not installed when it tried. */
export const thinCheckMissing: Rule = {
  id: 'thin-check-missing',
  code: 'T-30',
  needs: ['engine-log', 'thin-tools'],
  alsoReads: ['lvm-backup'],
  check({ model }) {
    const lines = model.log.filter((l) => thinCheckComplaint.test(l.text));
    const [first, ...rest] = lines;
    const installed = model.tools.find((t) => t.name === 'thin_check')?.path ?? null;
    return firesOr(first && installed === null ? [missing(model, [first, ...rest])] : [], () =>
      clear(msg('rule.thin-check-missing.clear', { installed: installed !== null, complaints: lines.length })),
    );
  },
};

function missing(model: HostModel, lines: readonly [LogLine, ...LogLine[]]): Finding {
  const tool = model.tools.find((t) => t.name === 'thin_check');
  return finding({
    id: 'T-30:thin_check',
    severity: 'medium',
    title: msg('rule.thin-check-missing.title'),
    statement: msg('rule.thin-check-missing.statement', { lines: lines.length }),
    subjects: [pathSubject('/usr/sbin/thin_check')],
    sources: nonEmpty(lines[0].source, [
      ...lines
        .slice(1)
        .slice(-3)
        .map((l) => l.source),
      ...(tool ? [tool.source] : []),
    ]),
    why: [msg('rule.thin-check-missing.why')],
    wrongIf: [msg('rule.thin-check-missing.wrong-if')],
    remedy: [
      remedyStep(msg('rule.thin-check-missing.install'), null, 'host'),
      remedyStep(msg('rule.thin-check-missing.activate'), shell`vgchange -ay`, 'host'),
    ],
  });
}
