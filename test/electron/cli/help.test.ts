import { describe, expect, it } from 'vitest';
import { commands } from '#electron/cli/commands/index.ts';
import { say } from '#shared/messages/index.ts';
import { runCli } from '#test/electron/cli/run-cli.ts';

describe('help', () => {
  it('goes to stdout and ends well, for the whole and for each command', async () => {
    for (const args of [['--help'], ['-h'], ...commands.map((c) => [c.name, '--help'])]) {
      const { code, stdout, stderr } = await runCli(args);
      expect({ code, stderr }, args.join(' ')).toEqual({ code: 0, stderr: '' });
      expect(stdout.length).toBeGreaterThan(200);
    }
  });

  it('names every command in the overview', async () => {
    const { stdout } = await runCli(['--help']);
    for (const { name } of commands) expect(stdout).toMatch(new RegExp(`undermount \\[?${name}\\b`));
  });

  it.each(commands.map((c) => [c.name, c] as const))('of %s names each of its options', (_name, command) => {
    const text = say(command.help);
    for (const option of Object.keys(command.options)) expect(text).toContain(`--${option}`);
  });

  it('keeps to 90 columns', async () => {
    for (const args of [['--help'], ...commands.map((c) => [c.name, '--help'])]) {
      const { stdout } = await runCli(args);
      expect(stdout.split('\n').filter((line) => line.length > 90)).toEqual([]);
    }
  });

  it('--version is one line', async () => {
    expect((await runCli(['--version'])).stdout).toMatch(/^undermount \d+\.\d+\.\d+\n$/);
  });
});
