import { userInfo } from 'node:os';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { msg, say } from '#shared/messages/index.ts';

/** Where to connect. Validated: every field may be put into a log line or a lookup without further thought. */
export interface Target {
  readonly user: string;
  /** Lower case; an IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number;
}

export interface TargetOptions {
  /** `-p`; the port written in the target wins over nothing, and must equal this one when both are given. */
  readonly port?: number;
  readonly defaultUser?: string;
}

/**
 * Parses `[user@]host[:port]` and `ssh://[user@]host[:port]`.
 *
 * The user may contain `@` (bastions name `asset@person@gateway`), so the last `@` separates. An IPv6
 * address with a port needs brackets. Control characters, shell metacharacters and a leading `-` are
 * refused: such names reach ssh configuration, `%h` expansions and logs of other programs.
 */
export function parseTarget(text: string, options: TargetOptions = {}): Result<Target, AppError> {
  const bare = text.replace(/^ssh:\/\//i, '').replace(/^([^/]*)\/$/, '$1');
  const at = bare.lastIndexOf('@');
  const { host, port } = splitPort(bare.slice(at + 1));
  const user = at < 0 ? (options.defaultUser ?? localUser()) : bare.slice(0, at);
  const given = port === null ? null : Number(port);
  if (port !== null && options.port !== undefined && given !== options.port) {
    return refuse('port', say(msg('ssh.target.twoPorts', { first: port, second: options.port })));
  }
  return checkTarget({ user, host, port: given ?? options.port ?? 22 });
}

/** The same checks for a target that came in parts, for instance from a saved host. */
export function checkTarget(target: Target): Result<Target, AppError> {
  const host = target.host.toLowerCase().replace(/\.$/, '');
  if (!Number.isInteger(target.port) || target.port < 1 || target.port > 65535) {
    return refuse('port', say(msg('ssh.target.port')));
  }
  if (host === '') return refuse('host', say(msg('ssh.target.noHost')));
  if (host.length > 253) return refuse('host', say(msg('ssh.target.tooLong', { limit: 253 })));
  if (!isName(host) && !isIpv6(host)) return refuse('host', say(msg('ssh.target.host')));
  if (target.user === '') return refuse('user', say(msg('ssh.target.noUser')));
  if (target.user.length > 128) return refuse('user', say(msg('ssh.target.tooLong', { limit: 128 })));
  if (!/^[\p{L}\p{N}_.+@\\/=:#][\p{L}\p{N}_.+@\\/=:#-]*$/u.test(target.user) || target.user.endsWith('\\')) {
    return refuse('user', say(msg('ssh.target.user')));
  }
  return ok({ user: target.user, host, port: target.port });
}

/** `user@host:port`, the port only when it is not 22. For titles and questions. */
export function showTarget({ user, host, port }: Target): string {
  const place = host.includes(':') ? `[${host}]` : host;
  return `${user}@${place}${port === 22 ? '' : `:${port}`}`;
}

function splitPort(text: string): { host: string; port: string | null } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/s.exec(text);
  if (bracketed) return { host: bracketed[1] ?? '', port: bracketed[2] === undefined ? null : digits(bracketed[2]) };
  const colons = text.split(':').length - 1;
  if (colons !== 1) return { host: text, port: null };
  const [host = '', port = ''] = text.split(':');
  return { host, port: digits(port) };
}

/** What is not a plain number must not become one: Number(' 22') and Number('0x16') would. */
const digits = (text: string) => (/^\d{1,5}$/.test(text) ? text : 'NaN');

const isName = (host: string) => /^[\p{L}\p{N}_]([\p{L}\p{N}_.-]*[\p{L}\p{N}_])?$/u.test(host) && !host.includes('..');

const isIpv6 = (host: string) => /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*(%[a-z0-9_.-]{1,32})?$/.test(host);

function localUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

const refuse = (field: 'host' | 'user' | 'port', problem: string) =>
  err({ kind: 'target-invalid', field, problem } as const);
