/** The one command that can end a process, run for real against a process of our own. */
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerWho } from '#shared/model/holders/answer-who.ts';
import { hostFromMounts } from '#test/builders/host-from-mounts.ts';
import { record } from '#test/builders/records.ts';

/** The command that frees 253:9 from the working directory of this process, as captured with this stat line. */
function killCommand(pid: number, stat: string): string {
  const model = hostFromMounts('ns 1 pid 1\n / 254:0', [
    record('processes', `/proc/${pid}/stat:${stat}`),
    record('process-roots/links', `/proc/${pid}/cwd\t/rootfs\n`),
    record('process-roots/devices', `/proc/${pid}/cwd\t${253 * 256 + 9}\t41ed\t0:0\n`),
  ]);
  return answerWho(model, '253:9')!.freeing[0]!.command!;
}

const run = (command: string) => {
  try {
    execFileSync('sh', ['-c', command]);
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
};

describe.skipIf(process.platform !== 'linux')('ending a process', () => {
  it('spares a process that only has its pid, and ends the one that was captured, whatever its name', async () => {
    const child = spawn(process.execPath, [
      '-e',
      "process.title = 'a) S 1 ('; console.log('up'); setInterval(() => {}, 1000)",
    ]);
    const ended = new Promise<NodeJS.Signals | null>((resolve) =>
      child.once('exit', (_code, signal) => resolve(signal)),
    );
    await new Promise((resolve) => child.stdout.once('data', resolve));
    try {
      const pid = child.pid!;
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
      const other = `${pid} (x) ${fields.with(19, String(Number(fields[19]) - 1)).join(' ')}`;
      expect(run(killCommand(pid, other))).toBe(1);
      expect(child.exitCode ?? child.signalCode).toBeNull();
      expect(run(killCommand(pid, stat))).toBe(0);
      expect(await ended).toBe('SIGTERM');
    } finally {
      child.kill('SIGKILL');
    }
  });
});
