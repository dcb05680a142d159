import type { ParseArgsOptionsConfig } from 'node:util';
import type { CliIo } from '#electron/cli/io.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Message } from '#shared/base/message.ts';
import type { Result } from '#shared/base/result.ts';

/**
 * 0 done; 1 `--fail-on` reached, or a difference; 2 wrong usage; 3 source unreadable or nothing found;
 * 4 done on partial evidence. 1 wins over 4. Errors become 2 or 3 in main.ts.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

export interface Command {
  readonly name: string;
  /** Names of the operands, in order; those in brackets may be left out. */
  readonly operands: readonly string[];
  readonly options: ParseArgsOptionsConfig;
  readonly help: Message;
  run(args: CommandArgs, io: CliIo): Promise<Result<ExitCode, AppError>>;
}

export interface CommandArgs {
  /** As many as the command requires, at least. */
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** The value of an option that takes one. */
export function textOption(args: CommandArgs, name: string): string | undefined {
  const value = args.options[name];
  return typeof value === 'string' ? value : undefined;
}
