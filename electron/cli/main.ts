import type { Command, ExitCode } from '#electron/cli/command.ts';
import { commands } from '#electron/cli/commands/index.ts';
import type { CliIo } from '#electron/cli/io.ts';
import { parseCommandLine } from '#electron/cli/parse-command-line.ts';
import { toolVersion } from '#electron/node/package-root.ts';
import type { AppError } from '#shared/base/errors.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import type { Result } from '#shared/base/result.ts';
import { msg, say, sayError } from '#shared/messages/index.ts';
import { SourceFailure } from '#shared/pipeline/source.ts';

/** Runs one command line. Never throws for what a user can meet: that is one sentence on stderr and an exit code. */
export async function main(args: readonly string[], io: CliIo): Promise<ExitCode> {
  const line = parseCommandLine(args, commands, commands[0]);
  if (!line.ok) return refuse(line.error, io);
  const { value } = line;
  if (value.kind === 'version') await io.out(`undermount ${toolVersion}\n`);
  if (value.kind === 'help') await io.out(say(value.command?.help ?? msg('help.all', { version: toolVersion })));
  if (value.kind !== 'run') return 0;
  const done = await attempt(() => value.command.run(value.args, io));
  return done.ok ? done.value : refuse(done.error, io);
}

async function attempt(work: () => ReturnType<Command['run']>): Promise<Result<ExitCode, AppError>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SourceFailure) return { ok: false, error: error.error };
    throw error;
  }
}

function refuse(error: AppError, io: CliIo): ExitCode {
  io.err(`undermount: ${escapeForDisplay(sayError(error))}\n`);
  return exitCodeOf(error);
}

/** What the caller must change is 2; everything that could not be read or found is 3. */
function exitCodeOf(error: AppError): ExitCode {
  const wrongUsage: readonly AppError['kind'][] = ['usage', 'target-invalid', 'write-failed', 'key-unreadable'];
  return wrongUsage.includes(error.kind) ? 2 : 3;
}
