/** Electron's crypto lacks ciphers that Node has; a connection must not depend on them (see algorithms.ts). */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reach } from '#test/live/ssh-asks.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

let sshd: Sshd;
let onlyChacha: Sshd;
beforeAll(async () => {
  sshd = await startSshd();
  onlyChacha = await startSshd({ config: ['Ciphers chacha20-poly1305@openssh.com'] });
});
afterAll(async () => {
  await sshd.stop();
  await onlyChacha.stop();
});

function captureOnce(host: Sshd, ...preload: string[]) {
  const options = {
    ...reach(host, host.user),
    elevation: 'none',
    only: null,
    secondSample: false,
    toolVersion: 'test',
  };
  const ran = spawnSync(process.execPath, [...preload, 'test/live/capture-once.ts'], {
    input: JSON.stringify(options),
    encoding: 'utf8',
    timeout: 60_000,
  });
  return JSON.parse(ran.stdout || JSON.stringify(ran.stderr)) as { error: unknown; bytes: number; chacha: boolean };
}

describe('a capture', () => {
  it('works with the ciphers of Node', () => {
    expect(captureOnce(sshd)).toEqual({ error: null, bytes: 300_000, chacha: true });
  });

  it('works with the ciphers of Electron', () => {
    const result = captureOnce(sshd, '--import', './test/live/boringssl-preload.ts');
    expect(result).toEqual({ error: null, bytes: 300_000, chacha: false });
  });

  it('says the same in both worlds about a host that offers only chacha20-poly1305', () => {
    const plain = captureOnce(onlyChacha);
    expect(plain.error).toMatchObject({ kind: 'ssh-unreachable', reason: expect.stringMatching(/cipher/i) });
    expect(captureOnce(onlyChacha, '--import', './test/live/boringssl-preload.ts').error).toEqual(plain.error);
  });
});
