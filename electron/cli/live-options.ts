import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ParseArgsOptionsConfig } from 'node:util';
import { z } from 'zod';
import { type CommandArgs, textOption } from '#electron/cli/command.ts';
import type { CliIo } from '#electron/cli/io.ts';
import { terminalAsks } from '#electron/cli/terminal-asks.ts';
import { toolVersion } from '#electron/node/package-root.ts';
import { agentSocket } from '#electron/node/ssh/agent.ts';
import type { Asks } from '#electron/node/ssh/asks.ts';
import { type GivenSecrets, givenSecrets, nobody } from '#electron/node/ssh/given-secrets.ts';
import { defaultKeyPaths } from '#electron/node/ssh/keys.ts';
import type { LiveOptions } from '#electron/node/ssh/live-source.ts';
import { parseTarget } from '#electron/node/ssh/target.ts';
import { trustPaths } from '#electron/node/ssh/trust-store.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Message } from '#shared/base/message.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { type CollectorId, collectorIds, type OptInCollectorId, optInCollectorIds } from '#shared/collectors/ids.ts';
import { msg, say } from '#shared/messages/index.ts';

/** Options of every command that may read a live host. */
export const liveOptions = {
  port: { type: 'string', short: 'p' },
  identity: { type: 'string', short: 'i' },
  elevate: { type: 'string' },
  'known-hosts': { type: 'string' },
  'accept-host-key': { type: 'string' },
  'secrets-fd': { type: 'string' },
  only: { type: 'string' },
  with: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

/** What the options say about a connection, checked. */
export interface LiveChoice {
  readonly options: LiveOptions;
  readonly asks: Asks;
}

export function liveChoice(target: string, args: CommandArgs, io: CliIo): Result<LiveChoice, AppError> {
  const port = textOption(args, 'port');
  if (port !== undefined && !/^\d{1,5}$/.test(port)) return usage(msg('cli.number', { option: '--port', given: port }));
  const parsed = parseTarget(target, port === undefined ? {} : { port: Number(port) });
  if (!parsed.ok) return parsed;
  const elevation = textOption(args, 'elevate') ?? 'none';
  if (elevation === 'doas' || elevation === 'su') return usage(msg('cli.not-yet', { what: `--elevate ${elevation}` }));
  if (elevation !== 'none' && elevation !== 'sudo') return usage(oneOf('--elevate', elevation, ['none', 'sudo']));
  const only = onlyCollectors(textOption(args, 'only'));
  if (!only.ok) return only;
  const asked = optInCollectors(textOption(args, 'with'));
  if (!asked.ok) return asked;
  const secrets = secretsFrom(textOption(args, 'secrets-fd'));
  if (!secrets.ok) return secrets;
  const fromHere = (file: string) => path.resolve(io.directory, file);
  const knownHosts = textOption(args, 'known-hosts');
  const identity = textOption(args, 'identity');
  const person = io.terminal ? terminalAsks(io.terminal) : nobody;
  return ok({
    options: {
      target: parsed.value,
      trust: trustPaths(knownHosts === undefined ? undefined : fromHere(knownHosts), io.env),
      acceptHostKey: textOption(args, 'accept-host-key') ?? null,
      keyPaths: identity === undefined ? defaultKeyPaths() : [fromHere(identity)],
      agentSocket: agentSocket(io.env),
      elevation,
      toolVersion,
      only: only.value,
      with: asked.value,
      // Whoever chose collectors wants their answer now, not what changed ten seconds later.
      secondSample: only.value === null,
    },
    asks: secrets.value ? givenSecrets(secrets.value, person) : person,
  });
}

const Secrets = z.strictObject({
  password: z.string().optional(),
  passphrase: z.string().optional(),
  sudoPassword: z.string().optional(),
});

/** Read once; nothing of it is ever shown, also not in the error. */
function secretsFrom(fd: string | undefined): Result<GivenSecrets | null, AppError> {
  if (fd === undefined) return ok(null);
  const wrong = usage(msg('cli.secrets', { fd }));
  if (!/^\d{1,3}$/.test(fd)) return wrong;
  try {
    const parsed = Secrets.safeParse(JSON.parse(readFileSync(Number(fd), 'utf8')));
    return parsed.success ? ok(parsed.data as GivenSecrets) : wrong;
  } catch {
    return wrong;
  }
}

function onlyCollectors(text: string | undefined): Result<readonly CollectorId[] | null, AppError> {
  if (text === undefined) return ok(null);
  const names = text.split(',');
  const unknown = names.find((name) => !(collectorIds as readonly string[]).includes(name));
  return unknown === undefined ? ok(names as CollectorId[]) : usage(oneOf('--only', unknown, collectorIds));
}

/** What `--with` names: collectors that change something on the host or may wait on it. */
export function optInCollectors(text: string | undefined): Result<readonly OptInCollectorId[], AppError> {
  if (text === undefined) return ok([]);
  const names = text.split(',');
  const unknown = names.find((name) => !(optInCollectorIds as readonly string[]).includes(name));
  return unknown === undefined ? ok(names as OptInCollectorId[]) : usage(oneOf('--with', unknown, optInCollectorIds));
}

const oneOf = (option: string, given: string, known: readonly string[]): Message =>
  msg('cli.one-of', { option, given, known: known.join(', ') });
const usage = (problem: Message) => err({ kind: 'usage', problem: say(problem) } as const);
