import type { Command } from '#electron/cli/command.ts';
import { serveUntilStopped } from '#electron/cli/commands/serve.ts';
import { namedForWindow } from '#electron/cli/named-for-window.ts';
import { desktop, runDesktop } from '#electron/services/desktop.ts';
import { ok } from '#shared/base/result.ts';
import { msg, say } from '#shared/messages/index.ts';

export const open: Command = {
  name: 'open',
  operands: ['[SOURCE]'],
  options: {},
  help: msg('help.open'),
  async run({ operands }, io) {
    const source = namedForWindow(operands[0], io);
    if (!source.ok) return source;
    const here = desktop(io.env);
    if (here.can) return ok((await runDesktop(here.binary, source.value)) === 0 ? 0 : 3);
    io.err(`${say(here.because === 'no-binary' ? msg('hosted.noElectron') : msg('hosted.noDisplay'))}\n`);
    return serveUntilStopped(source.value, { port: 0 }, io);
  },
};
