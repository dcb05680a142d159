import { connect, type Socket } from 'node:net';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { msg, say } from '#shared/messages/index.ts';

/** Opens the TCP connection: every address of the name is tried, within `timeoutMs` in all. */
export function dial(
  host: string,
  port: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Result<Socket, AppError>> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(err({ kind: 'cancelled' }));
    const socket = connect({ host, port, noDelay: true });
    const settle = (result: Result<Socket, AppError>) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      socket.removeAllListeners();
      if (!result.ok) {
        socket.on('error', () => {});
        socket.destroy();
      }
      resolve(result);
    };
    const unreachable = (reason: string) => settle(err({ kind: 'ssh-unreachable', host, port, reason }));
    const cancel = () => settle(err({ kind: 'cancelled' }));
    const timer = setTimeout(() => unreachable(say(msg('ssh.noAnswer', { seconds: timeoutMs / 1000 }))), timeoutMs);
    signal.addEventListener('abort', cancel, { once: true });
    socket.once('connect', () => settle(ok(socket)));
    socket.once('error', (error) => unreachable(whyUnreachable(error)));
  });
}

/** With several addresses Node reports one error with the others inside. */
export function whyUnreachable(error: NodeJS.ErrnoException): string {
  const inner = error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException | undefined) : undefined;
  const code = inner?.code ?? error.code ?? '';
  switch (code) {
    case 'ECONNREFUSED':
      return say(msg('ssh.refused'));
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return say(msg('ssh.nameUnknown'));
    case 'ECONNRESET':
    case 'EPIPE':
      return say(msg('ssh.closed'));
    default:
      return code === '' ? error.message : code;
  }
}
