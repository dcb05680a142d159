import path from 'node:path';
import { analyzeSource, doneExit } from '#electron/cli/analyze-source.ts';
import { colourOfHost } from '#electron/cli/colour-of-host.ts';
import { type Command, textOption } from '#electron/cli/command.ts';
import { deliver } from '#electron/cli/deliver.ts';
import { liveOptions } from '#electron/cli/live-options.ts';
import { err, ok } from '#shared/base/result.ts';
import { undrawnFigures } from '#shared/derive/index.ts';
import { reportFormats, reportText } from '#shared/export/index.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export const report: Command = {
  name: 'report',
  operands: ['SOURCE'],
  options: {
    ...liveOptions,
    format: { type: 'string' },
    theme: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  help: msg('help.report'),
  async run(args, io) {
    const given = textOption(args, 'format') ?? 'md';
    const format = reportFormats.find((known) => known === given);
    if (format === undefined) {
      const problem = say(msg('cli.one-of', { option: '--format', given, known: reportFormats.join(', ') }));
      return err({ kind: 'usage', problem });
    }
    const theme = textOption(args, 'theme') ?? 'light';
    if (theme !== 'light' && theme !== 'dark') {
      const problem = say(msg('cli.one-of', { option: '--theme', given: theme, known: 'light, dark' }));
      return err({ kind: 'usage', problem });
    }
    const [source = ''] = args.operands;
    const analysed = await analyzeSource(source, args, io);
    if (!analysed.ok) return analysed;
    const text = reportText(
      analysed.value,
      format,
      format === 'html' ? await drawn(analysed.value, theme, io.env) : undefined,
    );
    const output = textOption(args, 'output');
    if (output === undefined) await io.out(text);
    else {
      const written = await deliver(path.resolve(io.directory, output), Buffer.from(text));
      if (!written.ok) return written;
    }
    return ok(doneExit(analysed.value));
  },
};

/** Loaded here: React and fonts are needed by no other format. */
async function drawn(analysis: Analysis, theme: 'light' | 'dark', env: NodeJS.ProcessEnv) {
  const { reportFigures } = await import('#electron/node/figures/report-figures.ts');
  return reportFigures(undrawnFigures(analysis), theme, await colourOfHost(analysis, env));
}
