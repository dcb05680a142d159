#!/usr/bin/env node
/** Entry of the command line. Loads nothing that an old Node could not before it has looked which Node this is. */
import module from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { oldNode } from '#shared/messages/en/before-start.ts';

const needs = 24;

if (Number(process.versions.node.split('.')[0]) < needs) {
  process.stderr.write(`${oldNode({ has: process.version, needs })}\n`);
  process.exitCode = 2;
} else {
  // Half of a short command's time is compiling: done once per version, kept beside other caches of this user.
  const cache = process.env.XDG_CACHE_HOME;
  module.enableCompileCache(
    path.join(cache && path.isAbsolute(cache) ? cache : path.join(os.homedir(), '.cache'), 'undermount', 'compiled'),
  );
  const { main } = await import('#electron/cli/main.ts');
  const { processIo } = await import('#electron/cli/process-io.ts');
  process.exitCode = await main(process.argv.slice(2), processIo());
}
