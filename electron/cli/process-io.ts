import { type CliIo, hasTerminal } from '#electron/cli/io.ts';
import { devTty } from '#electron/cli/terminal.ts';

/** This process's own streams, signals and terminal. */
export function processIo(): CliIo {
  const { stdout, stderr, env } = process;
  const stop = new AbortController();
  // A second Ctrl-C ends at once: the first one may wait for a host that does not answer.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  let readerGone = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    readerGone = true;
  });
  stderr.on('error', () => {});
  return {
    out: (text) =>
      new Promise((resolve) => {
        if (readerGone) resolve();
        else stdout.write(text, () => resolve());
      }),
    err: (text) => void stderr.write(text),
    columns: stdout.columns || 100,
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    directory: process.cwd(),
    env,
    interrupted: stop.signal,
    terminal: hasTerminal() ? devTty : null,
  };
}
