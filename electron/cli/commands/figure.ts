import path from 'node:path';
import { analyzeSource, doneExit, isPartial } from '#electron/cli/analyze-source.ts';
import { colourOfHost } from '#electron/cli/colour-of-host.ts';
import { type Command, type CommandArgs, textOption } from '#electron/cli/command.ts';
import { deliver } from '#electron/cli/deliver.ts';
import { liveOptions } from '#electron/cli/live-options.ts';
import type { FigureFormat } from '#electron/node/figures/render-figure.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Message } from '#shared/base/message.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { deriveFigure, deriveSummary, deriveWho, type FigureView, figureViews } from '#shared/derive/index.ts';
import { captionOf } from '#shared/figures/caption.ts';
import { msg, say } from '#shared/messages/index.ts';

const figureFormats = ['svg', 'png', 'pdf'] as const satisfies readonly FigureFormat[];

export const figure: Command = {
  name: 'figure',
  operands: ['SOURCE'],
  options: {
    ...liveOptions,
    view: { type: 'string' },
    focus: { type: 'string' },
    theme: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  help: msg('help.figure'),
  async run(args, io) {
    const request = figureRequest(args);
    if (!request.ok) return request;
    const { view, theme, format, output, focus } = request.value;
    const [source = ''] = args.operands;
    const analysed = await analyzeSource(source, args, io);
    if (!analysed.ok) return analysed;
    const analysis = analysed.value;
    if (view === 'namespaces' && focus !== null && deriveWho(analysis, focus).resolved.length === 0) {
      return err({ kind: 'needle-not-found', needle: focus, ...(isPartial(analysis) && { partial: true }) });
    }
    const drawn = deriveFigure(analysis, { view, focus, expanded: [] });
    if (!drawn.ok) {
      const { error } = drawn;
      return err(error.kind === 'needle-not-found' && isPartial(analysis) ? { ...error, partial: true } : error);
    }
    // Loaded here: React, fonts and the rasteriser are needed by no other command.
    const { renderFigure } = await import('#electron/node/figures/render-figure.ts');
    const caption = captionOf(deriveSummary(analysis), await colourOfHost(analysis, io.env));
    const bytes = renderFigure({ figure: drawn.value, theme, format, caption });
    const written = await deliver(path.resolve(io.directory, output), bytes);
    return written.ok ? ok(doneExit(analysis)) : written;
  },
};

interface FigureChoice {
  readonly view: FigureView;
  readonly theme: 'light' | 'dark';
  readonly format: FigureFormat;
  readonly output: string;
  readonly focus: string | null;
}

function figureRequest(args: CommandArgs): Result<FigureChoice, AppError> {
  const view = textOption(args, 'view');
  if (view === undefined)
    return usage(msg('cli.needs-option', { command: 'figure', option: `--view ${figureViews.join('|')}` }));
  if (!isView(view)) return usage(msg('cli.one-of', { option: '--view', given: view, known: figureViews.join(', ') }));
  const focus = textOption(args, 'focus') ?? null;
  if ((view === 'chain' || view === 'card') && focus === null) {
    return usage(msg('cli.needs-option', { command: `figure --view ${view}`, option: '--focus ID' }));
  }
  const theme = textOption(args, 'theme') ?? 'light';
  if (theme !== 'light' && theme !== 'dark') {
    return usage(msg('cli.one-of', { option: '--theme', given: theme, known: 'light, dark' }));
  }
  const output = textOption(args, 'output');
  if (output === undefined) return usage(msg('cli.needs-option', { command: 'figure', option: '-o FILE' }));
  const extension = path.extname(output).toLowerCase();
  const format = figureFormats.find((known) => extension === `.${known}`);
  if (!format) return usage(msg('cli.figure-name', { given: output }));
  return ok({ view, theme, format, output, focus });
}

const isView = (view: string): view is FigureView => (figureViews as readonly string[]).includes(view);

const usage = (problem: Message) => err({ kind: 'usage', problem: say(problem) } as const);
