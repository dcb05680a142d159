import { withBuildLock } from './lock.ts';
import { fingerprint, isStale, writeStamp } from './stale.ts';
import { type Target, targets } from './targets.ts';

/**
 * Builds those of `wanted` whose inputs changed. Nothing is printed unless a build fails:
 * stdout belongs to the command's answer.
 */
export async function buildStale(wanted: readonly Target['id'][]): Promise<void> {
  if (staleOf(wanted).length === 0) return;
  await withBuildLock(async () => {
    for (const target of staleOf(wanted)) {
      const before = fingerprint(target);
      await quietly(target);
      writeStamp(target, before);
    }
  });
}

const staleOf = (wanted: readonly Target['id'][]) =>
  targets.filter((target) => wanted.includes(target.id) && isStale(target));

/** Bundlers print to stdout; whatever they say goes to stderr, and only when the build failed. */
async function quietly(target: Target): Promise<void> {
  const write = process.stdout.write.bind(process.stdout);
  const said: string[] = [];
  process.stdout.write = ((chunk: string | Uint8Array) => said.push(String(chunk)) > 0) as typeof write;
  try {
    await target.build();
  } catch (error) {
    process.stdout.write = write;
    process.stderr.write(said.join(''));
    throw error;
  } finally {
    process.stdout.write = write;
  }
}
