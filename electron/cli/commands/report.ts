import path from 'node:path';
import { analyzeSource, doneExit } from '#electron/cli/analyze-source.ts';
import { colourOfHost } from '#electron/cli/colour-of-host.ts';
import { type Command, textOption } from '#electron/cli/command.ts';
import { deliver } from '#electron/cli/deliver.ts';
import type { CliIo } from '#electron/cli/io.ts';
import { liveOptions } from '#electron/cli/live-options.ts';
import { configDir } from '#electron/node/config-dir.ts';
import { keptNotes } from '#electron/node/notes/kept-notes.ts';
import { isLive } from '#electron/node/sources/open-source.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import { err, ok } from '#shared/base/result.ts';
import { undrawnFigures } from '#shared/derive/index.ts';
import { type ReportNotes, reportFormats, reportText } from '#shared/export/index.ts';
import { msg, say, sayError } from '#shared/messages/index.ts';
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
    const notes = await notesBeside(source, analysed.value, io);
    const figures = format === 'html' ? await drawn(analysed.value, theme, io.env) : undefined;
    const text = reportText(analysed.value, format, figures, notes);
    const output = textOption(args, 'output');
    if (output === undefined) await io.out(text);
    else {
      const written = await deliver(path.resolve(io.directory, output), Buffer.from(text));
      if (!written.ok) return written;
    }
    return ok(doneExit(analysed.value));
  },
};

/** Those beside the file, or in the data folder by the evidence's hash. What cannot be read is said, and the report goes on without. */
async function notesBeside(source: string, analysis: Analysis, io: CliIo): Promise<ReportNotes> {
  const file = source === 'demo' || isLive(source) ? null : path.resolve(io.directory, source);
  const notes = await keptNotes({ configDir: configDir(io.env), evidenceSha256: analysis.evidenceSha256, file });
  if (notes.ok) return { state: 'notes', notes: notes.value };
  io.err(`undermount: ${escapeForDisplay(sayError(notes.error))}\n`);
  return { state: 'unreadable', error: notes.error };
}

/** Loaded here: React and fonts are needed by no other format. */
async function drawn(analysis: Analysis, theme: 'light' | 'dark', env: NodeJS.ProcessEnv) {
  const { reportFigures } = await import('#electron/node/figures/report-figures.ts');
  return reportFigures(undrawnFigures(analysis), theme, await colourOfHost(analysis, env));
}
