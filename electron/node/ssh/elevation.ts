import type { Asks } from '#electron/node/ssh/asks.ts';
import type { ChannelReader } from '#electron/node/ssh/channel-reader.ts';
import type { Connection } from '#electron/node/ssh/connect.ts';
import { type Attempt, attemptShell, type ShellTimes } from '#electron/node/ssh/remote-shell.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { msg, say } from '#shared/messages/index.ts';

export type Elevation = 'none' | 'sudo';

export interface ElevationContext {
  readonly connection: Connection;
  readonly asks: Asks;
  readonly host: string;
  readonly user: string;
  /** `user@host`, for the question about the sudo password. */
  readonly forWhom: string;
  readonly times?: ShellTimes;
}

/**
 * A shell as the wished user, waiting for its script.
 *
 * With sudo it is tried without a password first: NOPASSWD and a cached ticket need none, and a user who may
 * not elevate at all is not asked for one. A refused password is asked for again as often as sudo
 * itself asks.
 */
export async function elevate(
  context: ElevationContext,
  elevation: Elevation,
): Promise<Result<ChannelReader, AppError>> {
  const { connection, asks, forWhom, times } = context;
  const never = async () => null;
  if (elevation === 'none') return judge(context, notHere(await attemptShell(connection, 'none', never, times)));
  const quiet = await attemptShell(connection, 'sudo-quietly', never, times);
  if (!wantsPassword(quiet)) return judge(context, quiet);
  const ask = (attempt: number) => asks.secret({ what: 'sudo-password', forWhom, attempt });
  return judge(context, await attemptShell(connection, 'sudo-asking', ask, times));
}

/** Without sudo in between, what ends or stays silent is the host's own refusal to run commands. */
const notHere = (attempt: Attempt): Attempt => ('here' in attempt ? { ...attempt, here: false } : attempt);

/** sudo before 1.8, later ones, and sudo-rs. We run it with LC_ALL=C. */
const wantsPassword = (attempt: Attempt) =>
  attempt.kind === 'ended' && attempt.here && /password is required|authentication is required/i.test(attempt.stderr);

function judge({ host, user, asks, forWhom }: ElevationContext, attempt: Attempt): Result<ChannelReader, AppError> {
  const noExec = (reason: string) => err({ kind: 'exec-refused', host, reason } as const);
  const refused = (reason: string) => err({ kind: 'elevation-refused', host, user, reason } as const);
  switch (attempt.kind) {
    case 'ready':
      return ok(attempt.reader);
    case 'no-exec':
      return noExec(attempt.reason === null ? say(msg('ssh.exec.silent')) : firstWords(attempt.reason));
    case 'no-answer':
      if (asks.attended) return err({ kind: 'cancelled' });
      if (attempt.attempt > 1) return refused(say(msg('ssh.sudo.wrongPassword')));
      return err({ kind: 'secret-needed', what: 'sudo-password', forWhom });
    case 'silent':
      if (!attempt.here) return noExec(firstWords(attempt.stdout) || say(msg('ssh.exec.silent')));
      return refused(say(msg('ssh.sudo.silent', { said: lastWords(attempt.stderr) })));
    case 'ended':
      if (!attempt.here) return noExec(firstWords(attempt.stdout || attempt.stderr) || say(msg('ssh.exec.ended')));
      return refused(whySudoRefused(attempt.stderr, attempt.end.exitCode));
  }
}

function whySudoRefused(stderr: string, exitCode: number | null): string {
  if (/must have a tty|a terminal is required/i.test(stderr)) return say(msg('ssh.sudo.requiretty'));
  if (/incorrect password|incorrect authentication|maximum \d+ incorrect/i.test(stderr)) {
    return say(msg('ssh.sudo.wrongPassword'));
  }
  if (/not in the sudoers|may not run sudo|not allowed to/i.test(stderr)) return say(msg('ssh.sudo.notAllowed'));
  if (exitCode === 127 || /sudo: (command )?not found/i.test(stderr)) return say(msg('ssh.sudo.missing'));
  return lastWords(stderr) || say(msg('ssh.sudo.ended', { code: exitCode ?? '?' }));
}

/** Words of the host inside a sentence of ours: one line, bounded; escaping is the front end's, as for all host text. */
const firstWords = (text: string) => lines(text)[0]?.slice(0, 200) ?? '';
const lastWords = (text: string) => lines(text).at(-1)?.slice(0, 200) ?? '';
const lines = (text: string) =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
