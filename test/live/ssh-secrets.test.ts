/** SEC-19: no secret of a capture, and not the nonce that frames it, stands in the argv or environment of any process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLive } from '#electron/node/ssh/live-source.ts';
import { startProcSampler } from '#test/live/proc-sampler.ts';
import { never, person, reach } from '#test/live/ssh-asks.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

const secrets = { password: 'CANARY-password-7c1e', passphrase: 'CANARY-passphrase-92ab' };
let sshd: Sshd<'eng'>;
beforeAll(async () => {
  sshd = await startSshd({
    users: { eng: { sudo: 'password', password: secrets.password } },
    clientKey: { passphrase: secrets.passphrase },
    config: ['AuthenticationMethods publickey,keyboard-interactive'],
  });
});
afterAll(() => sshd.stop());

/** Every program started below sshd, with its whole argv and environment, as the kernel was asked to start it. */
async function traceExec(pid: number, file: string): Promise<ChildProcess> {
  const args = ['-f', '-q', '-v', '-s', '200000', '-e', 'trace=execve,execveat', '-o', file, '-p', String(pid)];
  const tracer = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  tracer.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const tracing = () => /TracerPid:\t[1-9]/.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  for (let i = 0; i < 100 && !tracing(); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  if (!tracing()) throw new Error(`strace could not attach to sshd: ${words}`);
  return tracer;
}

describe('the secrets of a capture with key, passphrase, keyboard-interactive and sudo', () => {
  it('are seen in no process, neither by reading /proc all the time nor by tracing every exec', async () => {
    const sampler = startProcSampler();
    for (const [name, secret] of Object.entries(secrets)) sampler.watchFor(name, secret);
    const trace = path.join(sshd.dir, 'exec.trace');
    const tracer = await traceExec(sshd.pid, trace);
    const options = {
      ...reach(sshd, sshd.user),
      elevation: 'sudo' as const,
      only: null,
      secondSample: false,
      toolVersion: 'test',
    };
    const asks = person(secrets.passphrase, [secrets.password], secrets.password);
    const opened = await openLive(options, asks, () => {}, never());
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const nonce = /um_nonce=([0-9a-f]{32})/.exec(opened.value.script)?.[1] ?? '';
    expect(nonce).toMatch(/^[0-9a-f]{32}$/);
    sampler.watchFor('nonce', nonce);
    let records = 0;
    for await (const record of opened.value.records(never())) {
      records += 1;
      const text = Buffer.from(record.body).toString('latin1') + record.stderr;
      for (const [name, secret] of Object.entries(secrets))
        expect(text.includes(secret), `${name} in ${record.id}`).toBe(false);
    }
    tracer.kill('SIGINT');
    await once(tracer, 'exit');
    const { rounds, seen } = await sampler.stop();
    expect(asks.asked.length).toBe(3);
    expect(records).toBeGreaterThan(20);
    expect(seen).toEqual([]);
    expect(rounds).toBeGreaterThan(50);
    const text = readFileSync(trace, 'latin1');
    expect(text.split('execve(').length).toBeGreaterThan(50);
    expect(text).toContain('"-S", "-p"');
    for (const [name, secret] of [...Object.entries(secrets), ['nonce', nonce] as const]) {
      expect(text.includes(secret), `${name} in an exec`).toBe(false);
    }
    expect(sshd.log()).not.toContain('CANARY');
    expect([...process.argv, ...Object.values(process.env)].join('\n')).not.toContain('CANARY');
  });

  it('would have been seen: the sampler finds a secret in argv and one in an environment', async () => {
    const sampler = startProcSampler();
    sampler.watchFor('argv', 'CONTROL-in-argv');
    sampler.watchFor('environment', 'CONTROL-in-env');
    const child = spawn('sh', ['-c', 'sleep 300; :', 'CONTROL-in-argv'], {
      env: { ...process.env, X: 'CONTROL-in-env' },
    });
    const places = ['argv in cmdline of sh', 'environment in environ of '];
    await expect
      .poll(() => places.filter((place) => sampler.seen().some((s) => s.startsWith(place))), { timeout: 60_000 })
      .toEqual(places);
    child.kill('SIGKILL');
    await sampler.stop();
  });
});
