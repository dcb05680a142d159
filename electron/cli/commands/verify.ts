import path from 'node:path';
import type { Command } from '#electron/cli/command.ts';
import { readLimits } from '#electron/node/bundle/limits.ts';
import { verifyBundle } from '#electron/node/bundle/verify-bundle.ts';
import { bytesOf } from '#electron/node/sources/byte-stream.ts';
import { demoFile, isBundle } from '#electron/node/sources/open-file.ts';
import { readFailure } from '#electron/node/sources/read-failure.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import { err, ok } from '#shared/base/result.ts';
import { msg, say } from '#shared/messages/index.ts';

export const verify: Command = {
  name: 'verify',
  operands: ['BUNDLE'],
  options: {},
  help: msg('help.verify'),
  async run({ operands: [name = ''] }, io) {
    const file = name === 'demo' ? demoFile : path.resolve(io.directory, name);
    try {
      const bytes = await bytesOf(file);
      if (!isBundle(bytes)) return err({ kind: 'source-unrecognised', source: name, lookedFor: ['bundle'] });
      const { manifest, differences } = await verifyBundle(bytes.stream(readLimits, io.interrupted), readLimits);
      for (const { member, what } of differences) {
        await io.out(`${escapeForDisplay(say(msg('cli.differs', { member, what: say(what) })))}\n`);
      }
      if (differences.length > 0 || manifest === null) return ok(1);
      const { records, evidenceSha256 } = manifest;
      const answer = msg('cli.verified', { file: name, records: records?.length ?? 0, sha256: evidenceSha256 ?? '' });
      await io.out(`${escapeForDisplay(say(answer))}\n`);
      return ok(0);
    } catch (error) {
      return err(readFailure(name, error).error);
    }
  },
};
