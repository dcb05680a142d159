import { analyzeSource, doneExit } from '#electron/cli/analyze-source.ts';
import { type Command, textOption } from '#electron/cli/command.ts';
import { wantsColour } from '#electron/cli/io.ts';
import { liveOptions } from '#electron/cli/live-options.ts';
import { analysisText } from '#electron/cli/text/analysis-text.ts';
import { err, ok } from '#shared/base/result.ts';
import { deriveFindings, deriveOutcomes, deriveSummary } from '#shared/derive/index.ts';
import { analysisJson, jsonText } from '#shared/export/index.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Severity } from '#shared/rules/rule.ts';

/** Mild to grave; `info` is no reason to fail. */
const levels = ['low', 'medium', 'high', 'critical'] as const satisfies readonly Severity[];

export const analyze: Command = {
  name: 'analyze',
  operands: ['SOURCE'],
  options: { ...liveOptions, json: { type: 'boolean' }, 'fail-on': { type: 'string' } },
  help: msg('help.analyze'),
  async run(args, io) {
    const given = textOption(args, 'fail-on');
    const failOn = levels.find((level) => level === given);
    if (given !== undefined && failOn === undefined) {
      const problem = say(msg('cli.one-of', { option: '--fail-on', given, known: levels.join(', ') }));
      return err({ kind: 'usage', problem });
    }
    const [source = ''] = args.operands;
    const analysed = await analyzeSource(source, args, io);
    if (!analysed.ok) return analysed;
    const analysis = analysed.value;
    await io.out(
      args.options.json === true
        ? jsonText(analysisJson(analysis))
        : analysisText(deriveSummary(analysis), deriveFindings(analysis), deriveOutcomes(analysis), {
            columns: io.columns,
            colour: wantsColour(io),
          }),
    );
    return ok(failOn !== undefined && reaches(analysis, failOn) ? 1 : doneExit(analysis));
  },
};

const reaches = ({ outcomes }: Analysis, level: (typeof levels)[number]): boolean =>
  outcomes.some(
    ({ outcome }) =>
      outcome.answer === 'fires' &&
      outcome.findings.some(({ severity }) => severity !== 'info' && levels.indexOf(severity) >= levels.indexOf(level)),
  );
