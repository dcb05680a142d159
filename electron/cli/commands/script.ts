import { randomBytes } from 'node:crypto';
import type { Command } from '#electron/cli/command.ts';
import { toolVersion } from '#electron/node/package-root.ts';
import { ok } from '#shared/base/result.ts';
import { generateScript } from '#shared/collectors/script.ts';
import { msg } from '#shared/messages/index.ts';

export const script: Command = {
  name: 'script',
  operands: [],
  options: {},
  help: msg('help.script'),
  async run(_args, io) {
    // A nonce of its own each time: whoever can guess it can forge evidence.
    const nonce = randomBytes(16).toString('hex');
    await io.out(generateScript({ nonce, only: null, secondSample: true, toolVersion }));
    return ok(0);
  },
};
