import path from 'node:path';
import { analyzeInChild } from '#electron/cli/analyze-in-child.ts';
import type { CommandArgs, ExitCode } from '#electron/cli/command.ts';
import type { CliIo } from '#electron/cli/io.ts';
import { liveChoice } from '#electron/cli/live-options.ts';
import { showProgress } from '#electron/cli/progress.ts';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { isForeign } from '#electron/node/sources/open-file.ts';
import { isLive, openSource } from '#electron/node/sources/open-source.ts';
import { type LiveSource, openLive } from '#electron/node/ssh/live-source.ts';
import type { AppError } from '#shared/base/errors.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { sayError } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { type AnalyzeOptions, analyze } from '#shared/pipeline/analyze.ts';

/** Opens and analyses SOURCE, whatever it is: what others packed in a process of its own. Progress goes to stderr. */
export async function analyzeSource(
  source: string,
  args: CommandArgs,
  io: CliIo,
  options: Pick<AnalyzeOptions, 'rules'> = {},
): Promise<Result<Analysis, AppError>> {
  if (source !== 'demo' && !isLive(source)) {
    const file = path.resolve(io.directory, source);
    if (await isForeign(file)) return analyzeInChild(file, source, io);
  }
  let live: OpenedLive | null = null;
  const opened = await openSource(
    source,
    async (target) => {
      const connected = await openHost(target, args, io);
      if (connected.ok) live = connected.value;
      return connected.ok ? ok(connected.value.source) : connected;
    },
    (file) => path.resolve(io.directory, file),
  );
  if (!opened.ok) return opened;
  const analysis = await analyze(opened.value, io.interrupted, { sha256, ...options });
  (live as OpenedLive | null)?.finish();
  return ok(analysis);
}

export interface OpenedLive {
  readonly source: LiveSource;
  /** After the last record: ends the progress display, and says what went wrong beside the records. */
  finish(): void;
}

/** Connects with the options of the command line; asks on the terminal where there is one. */
export async function openHost(target: string, args: CommandArgs, io: CliIo): Promise<Result<OpenedLive, AppError>> {
  const choice = liveChoice(target, args, io);
  if (!choice.ok) return choice;
  const { options, asks } = choice.value;
  const progress = showProgress(io);
  const opened = await openLive(options, progress.quietWhile(asks), progress.report, io.interrupted);
  if (!opened.ok) {
    progress.end();
    return opened;
  }
  const source = opened.value;
  return ok({
    source,
    finish() {
      progress.end();
      for (const error of [source.notRemembered, source.cutBy()]) {
        if (error) io.err(`undermount: ${escapeForDisplay(sayError(error))}\n`);
      }
    },
  });
}

/** Something was not, or not wholly, read. What has no subject on the host is no gap. */
export const isPartial = ({ ledger, custody }: Pick<Analysis, 'ledger' | 'custody'>): boolean =>
  !custody.ended || ledger.some(({ status }) => status !== 'ok' && status !== 'not-applicable');

export const doneExit = (analysis: Pick<Analysis, 'ledger' | 'custody'>): ExitCode => (isPartial(analysis) ? 4 : 0);
