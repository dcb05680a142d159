import path from 'node:path';
import { isPartial, type OpenedLive, openHost } from '#electron/cli/analyze-source.ts';
import { type Command, type CommandArgs, type ExitCode, textOption } from '#electron/cli/command.ts';
import type { CliIo } from '#electron/cli/io.ts';
import { liveOptions } from '#electron/cli/live-options.ts';
import { type BundleWriter, startBundle } from '#electron/node/bundle/bundle-writer.ts';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { toolVersion } from '#electron/node/package-root.ts';
import { parseTarget, showTarget } from '#electron/node/ssh/target.ts';
import type { AppError } from '#shared/base/errors.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { analysisJson, jsonText } from '#shared/export/index.ts';
import { msg, say } from '#shared/messages/index.ts';
import { analyze } from '#shared/pipeline/analyze.ts';
import { type EvidenceSource, SourceFailure } from '#shared/pipeline/source.ts';

export const capture: Command = {
  name: 'capture',
  operands: ['[USER@]HOST'],
  options: { ...liveOptions, output: { type: 'string', short: 'o' }, json: { type: 'boolean' } },
  help: msg('help.capture'),
  async run(args, io) {
    const [host = ''] = args.operands;
    const target = parseTarget(host);
    if (!target.ok) return target;
    const output = textOption(args, 'output') ?? defaultName(target.value.host, new Date());
    const file = path.resolve(io.directory, output);
    // Before anybody is asked for a password: a place that cannot be written ends it now.
    const writer = await startBundle(file, { title: showTarget(target.value), toolVersion });
    if (!writer.ok) return writer;
    try {
      const opened = await openHost(host, args, io);
      return opened.ok ? await record(opened.value, writer.value, output, args, io) : opened;
    } finally {
      await writer.value.leave();
    }
  },
};

async function record(
  live: OpenedLive,
  writer: BundleWriter,
  output: string,
  args: CommandArgs,
  io: CliIo,
): Promise<Result<ExitCode, AppError>> {
  const { source } = live;
  const analysis = await analyze(writingTo(writer, source), io.interrupted, { sha256 });
  live.finish();
  if (analysis.records.size === 0) return err(io.interrupted.aborted ? { kind: 'cancelled' } : nothingCame(live));
  const finished = await writer.finish({ title: source.title, custody: analysis.custody });
  if (!finished.ok) return finished;
  if (args.options.json === true) {
    io.err(`${escapeForDisplay(say(msg('cli.saved', { file: output })))}\n`);
    await io.out(jsonText(analysisJson(analysis)));
  } else await io.out(`${escapeForDisplay(output)}\n`);
  return ok(isPartial(analysis) ? 4 : 0);
}

/** Each record is on disk before the next one is asked for; a disk that is full stops the capture. */
function writingTo(writer: BundleWriter, source: EvidenceSource): EvidenceSource {
  return {
    kind: source.kind,
    title: source.title,
    custody: () => source.custody(),
    async *records(signal) {
      for await (const record of source.records(signal)) {
        const added = await writer.add(record);
        if (!added.ok) throw new SourceFailure(added.error);
        yield record;
      }
    },
  };
}

const nothingCame = ({ source }: OpenedLive): AppError =>
  source.cutBy() ?? { kind: 'exec-refused', host: source.title, reason: say(msg('cli.no-record')) };

/** `db1-20261120T184501Z.umb`: sorts by time, and every file system takes it. */
const defaultName = (host: string, now: Date): string =>
  `${host.replaceAll(/[^A-Za-z0-9._-]/g, '_')}-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.umb`;
