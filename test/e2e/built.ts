import { execFileSync } from 'node:child_process';

/** The product as it ships: built from the sources of now. Costs nothing when nothing changed. */
export const buildProduct = () =>
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      "const { buildStale } = await import('./build/build-stale.ts'); await buildStale(['node', 'preload', 'renderer']);",
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
