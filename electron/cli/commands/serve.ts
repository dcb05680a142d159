import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Command, type ExitCode, textOption } from '#electron/cli/command.ts';
import type { CliIo } from '#electron/cli/io.ts';
import { namedForWindow } from '#electron/cli/named-for-window.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Message } from '#shared/base/message.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { msg, say } from '#shared/messages/index.ts';

export const serve: Command = {
  name: 'serve',
  operands: ['[SOURCE]'],
  options: { port: { type: 'string' }, socket: { type: 'string' } },
  help: msg('help.serve'),
  async run(args, io) {
    const port = textOption(args, 'port');
    const socket = textOption(args, 'socket');
    if (port !== undefined && socket !== undefined) {
      return usage(msg('cli.exclude', { one: '--port', other: '--socket' }));
    }
    if (port !== undefined && (!/^\d{1,5}$/.test(port) || Number(port) > 65535)) {
      return usage(msg('cli.number', { option: '--port', given: port }));
    }
    const source = namedForWindow(args.operands[0], io);
    if (!source.ok) return source;
    return serveUntilStopped(
      source.value,
      socket === undefined ? { port: Number(port ?? 0) } : { socket: path.resolve(io.directory, socket) },
      io,
    );
  },
};

/** Serves until Ctrl-C, or until nobody has used the page for a while. The URL with its token goes to stdout and nowhere else. */
export async function serveUntilStopped(
  source: string | null,
  at: { readonly port: number } | { readonly socket: string },
  io: CliIo,
): Promise<Result<ExitCode, AppError>> {
  // Loaded here: the window's services are half of the program, and most commands need none of them.
  const { startHosted } = await import('#electron/hosted/start-hosted.ts');
  const started = await startHosted({ at, source });
  if (!started.ok) return started;
  const server = started.value;
  const showLink = () => {
    const url = server.newLink();
    if ('socket' in at) io.err(`${say(msg('hosted.openThroughSsh', { socket: at.socket, url: server.address }))}\n`);
    return io.out(`${url}\n`);
  };
  await showLink();
  const keys = io.outIsTerminal && process.stdin.isTTY ? createInterface({ input: process.stdin }) : null;
  if (keys) io.err(`${say(msg('hosted.linkOnce'))}\n`);
  keys?.on('line', () => void showLink());
  const stop = () => void server.close();
  keys?.on('SIGINT', stop);
  io.interrupted.addEventListener('abort', stop, { once: true });
  if (io.interrupted.aborted) stop();
  const why = await server.ended;
  keys?.close();
  if (why === 'idle') io.err(`${say(msg('hosted.endedIdle'))}\n`);
  return ok(0);
}

const usage = (problem: Message) => err({ kind: 'usage', problem: say(problem) } as const);
