import { spawnSync } from 'node:child_process';

/** The awks that hosts have; a missing one is named by the test that wanted it. */
export const awks = [
  { name: 'mawk', argv: ['mawk'] },
  { name: 'busybox awk', argv: ['busybox', 'awk'] },
  { name: 'gawk', argv: ['gawk'] },
  { name: 'awk', argv: ['awk'] },
].filter(({ argv }) => spawnSync(argv[0]!, [...argv.slice(1), 'BEGIN { exit 0 }']).status === 0);

/** Output of an awk program, as bytes in latin1. Throws with awk's words when it fails. */
export function runAwk(awk: (typeof awks)[number], program: string, files: readonly string[], input = ''): string {
  const [command = '', ...first] = awk.argv;
  const run = spawnSync(command, [...first, program, ...files], {
    input: Buffer.from(input, 'latin1'),
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 1e9,
  });
  if (run.status !== 0) throw new Error(`${awk.name}: ${run.stderr.toString()}`);
  return run.stdout.toString('latin1');
}
