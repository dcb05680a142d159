import { parseArgs } from 'node:util';
import type { Command, CommandArgs } from '#electron/cli/command.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { msg, say } from '#shared/messages/index.ts';

export type CommandLine =
  | { readonly kind: 'run'; readonly command: Command; readonly args: CommandArgs }
  | { readonly kind: 'help'; readonly command: Command | null }
  | { readonly kind: 'version' };

/** Options of DESIGN that this version does not have; they answer with one honest sentence. */
const laterOptions: Record<string, string> = { J: '--jump', jump: '--jump', lang: '--lang' };

/** The first word that is no option is the command, or a SOURCE for `open`. */
export function parseCommandLine(
  args: readonly string[],
  commands: readonly Command[],
  fallback: Command,
): Result<CommandLine, AppError> {
  const at = args.findIndex((arg) => !arg.startsWith('-'));
  const word = at < 0 ? undefined : args[at];
  const named = commands.find((c) => c.name === word);
  const rest = named ? args.filter((_, i) => i !== at) : [...args];
  const options = beforeDashes(rest);
  if (options.includes('--help') || options.includes('-h')) return ok({ kind: 'help', command: named ?? null });
  if (options.includes('--version') && !named) return ok({ kind: 'version' });
  const command = named ?? fallback;
  const parsed = parse(rest, command);
  return parsed.ok ? ok({ kind: 'run', command, args: parsed.value }) : parsed;
}

function parse(args: readonly string[], command: Command): Result<CommandArgs, AppError> {
  const { name } = command;
  const { tokens } = parseArgs({ args: [...args], options: command.options, strict: false, tokens: true });
  const operands: string[] = [];
  const options: Record<string, string | boolean> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const known = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined;
    const later = Object.hasOwn(laterOptions, token.name) ? laterOptions[token.name] : undefined;
    if (!known && later) return usage(say(msg('cli.not-yet', { what: later })));
    if (!known) return usage(say(msg('cli.no-option', { command: name, option: token.rawName })));
    const takesValue = known.type === 'string';
    if (takesValue && token.value === undefined) return usage(say(msg('cli.no-value', { option: token.rawName })));
    if (!takesValue && token.value !== undefined) return usage(say(msg('cli.a-value', { option: token.rawName })));
    if (Object.hasOwn(options, token.name)) return usage(say(msg('cli.twice', { option: token.rawName })));
    options[token.name] = token.value ?? true;
  }
  const required = command.operands.filter((o) => !o.startsWith('['));
  if (operands.length < required.length) {
    return usage(say(msg('cli.missing', { command: name, what: required[operands.length]! })));
  }
  if (operands.length > command.operands.length) {
    return usage(say(msg('cli.too-many', { command: name, what: operands[command.operands.length]! })));
  }
  return ok({ operands, options });
}

const beforeDashes = (args: readonly string[]) => (args.includes('--') ? args.slice(0, args.indexOf('--')) : args);

const usage = (problem: string) => err({ kind: 'usage', problem } as const);
