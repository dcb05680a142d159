import { randomBytes } from 'node:crypto';
import { type Command, textOption } from '#electron/cli/command.ts';
import { optInCollectors } from '#electron/cli/live-options.ts';
import { toolVersion } from '#electron/node/package-root.ts';
import { ok } from '#shared/base/result.ts';
import { generateScript } from '#shared/collectors/script.ts';
import { msg } from '#shared/messages/index.ts';

export const script: Command = {
  name: 'script',
  operands: [],
  options: { with: { type: 'string' } },
  help: msg('help.script'),
  async run(args, io) {
    const asked = optInCollectors(textOption(args, 'with'));
    if (!asked.ok) return asked;
    // A nonce of its own each time: whoever can guess it can forge evidence.
    const nonce = randomBytes(16).toString('hex');
    await io.out(generateScript({ nonce, only: null, with: asked.value, secondSample: true, toolVersion }));
    return ok(0);
  },
};
