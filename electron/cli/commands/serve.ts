import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, type ExitCode, textOption } from '#electron/cli/command.ts';
import type { CliIo } from '#electron/cli/io.ts';
import { namedForWindow } from '#electron/cli/named-for-window.ts';
import { showReading } from '#electron/cli/reading-progress.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Message } from '#shared/base/message.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Opening } from '#shared/ipc/payloads.ts';
import { msg, say, sayError } from '#shared/messages/index.ts';

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

/** How long a file may keep the link waiting: what is no source at all is refused within it. ms. */
const refusalMs = 1000;

/** Serves until Ctrl-C, or until nobody has used the page for a while. The URL with its token goes to stdout and nowhere else. */
export async function serveUntilStopped(
  source: string | null,
  at: { readonly port: number } | { readonly socket: string },
  io: CliIo,
): Promise<Result<ExitCode, AppError>> {
  // Loaded here: the window's services are half of the program, and most commands need none of them.
  const { startHosted } = await import('#electron/hosted/start-hosted.ts');
  const reading = source === null ? null : readingOf(io);
  const started = await startHosted({ at, source, onOpening: (opening) => reading?.note(opening) });
  if (!started.ok) return started;
  const server = started.value;
  const early = await Promise.race([server.opened, reading?.begun, sleep(refusalMs, null, { ref: false })]);
  if (early && !early.ok) {
    await server.close();
    return early;
  }
  const showLink = () => {
    reading?.makeRoom();
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
  /** Why the server ends by itself: its file could not be opened, and nobody had come to look at anything else. */
  let failed: Result<never, AppError> | null = null;
  void server.opened.then((opened) => {
    reading?.end();
    if (opened.ok || opened.error.kind === 'opening-cancelled') return;
    if (server.pages() > 0) return io.err(`${sayError(opened.error)}\n`);
    failed = opened;
    stop();
  });
  const why = await server.ended;
  keys?.close();
  if (failed !== null) return failed;
  if (why === 'idle') io.err(`${say(msg('hosted.endedIdle'))}\n`);
  return ok(0);
}

/** Progress of the command line's own file, which is the first that is opened. `begun`: it is an archive that can be read. */
function readingOf(io: CliIo) {
  const line = showReading(io);
  const { promise: begun, resolve: begin } = Promise.withResolvers<null>();
  let own: string | null = null;
  let linkShown = false;
  return {
    begun,
    /** For the link, which is to stand on a line of its own; nothing is shown before it. */
    makeRoom(): void {
      linkShown = true;
      line.end();
    },
    note({ openingId, bytes, unpacked, members, whole }: Opening): void {
      own ??= openingId;
      if (openingId !== own || members === 0) return;
      begin(null);
      if (linkShown) line.report({ packedBytes: bytes, decodedBytes: unpacked, members }, whole);
    },
    end(): void {
      own = '';
      line.end();
    },
  };
}

const usage = (problem: Message) => err({ kind: 'usage', problem: say(problem) } as const);
