import path from 'node:path';
import { analyzeSource, doneExit } from '#electron/cli/analyze-source.ts';
import { type Command, textOption } from '#electron/cli/command.ts';
import { deliver } from '#electron/cli/deliver.ts';
import { liveOptions } from '#electron/cli/live-options.ts';
import { err, ok } from '#shared/base/result.ts';
import { reportText } from '#shared/export/index.ts';
import { msg, say } from '#shared/messages/index.ts';

export const report: Command = {
  name: 'report',
  operands: ['SOURCE'],
  options: { ...liveOptions, format: { type: 'string' }, output: { type: 'string', short: 'o' } },
  help: msg('help.report'),
  async run(args, io) {
    const format = textOption(args, 'format') ?? 'md';
    if (format === 'html' || format === 'csv') {
      return err({ kind: 'usage', problem: say(msg('cli.not-yet', { what: `--format ${format}` })) });
    }
    if (format !== 'md' && format !== 'json') {
      const problem = say(msg('cli.one-of', { option: '--format', given: format, known: 'md, json' }));
      return err({ kind: 'usage', problem });
    }
    const [source = ''] = args.operands;
    const analysed = await analyzeSource(source, args, io);
    if (!analysed.ok) return analysed;
    const text = reportText(analysed.value, format);
    const output = textOption(args, 'output');
    if (output === undefined) await io.out(text);
    else {
      const written = await deliver(path.resolve(io.directory, output), Buffer.from(text));
      if (!written.ok) return written;
    }
    return ok(doneExit(analysed.value));
  },
};
