import { createHash } from 'node:crypto';
import { chownSync, existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nobody } from '#electron/node/ssh/given-secrets.ts';
import { framedScript, numberedRecords } from '#test/live/framed-script.ts';
import { capture, textOf } from '#test/live/ssh-asks.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

/** What a login shell may be; those that this machine has are tested, and the list says which. */
const candidates = [
  '/bin/sh',
  '/bin/bash',
  '/bin/dash',
  '/bin/mksh',
  '/bin/ksh',
  '/bin/zsh',
  '/usr/bin/fish',
  '/bin/tcsh',
];
const shells = candidates.filter(existsSync);

let sshd: Sshd;
const hosts: Sshd[] = [];
beforeAll(async () => {
  sshd = await startSshd();
  hosts.push(sshd);
});
afterAll(async () => {
  for (const host of hosts) await host.stop();
});

async function hostWith(options: Parameters<typeof startSshd>[0]): Promise<Sshd> {
  const host = await startSshd(options);
  hosts.push(host);
  return host;
}

const script = framedScript(numberedRecords(5, 4000));
const expected = Array.from({ length: 5 }, (_, i) => `record ${i} of a capture\n`.repeat(200).slice(0, 4000));
const quick = { exec: 1500, elevate: 1500 };

async function bodiesOf(host: Sshd, user = host.user) {
  const { records, error, source } = await capture(host, user, nobody, { script, shellTimes: quick });
  return error ?? { bodies: records.map(textOf), ended: source?.custody().ended };
}
const identical = { bodies: expected, ended: true };

describe('a login shell', () => {
  it('of at least four kinds is on this machine', () => expect(shells.length).toBeGreaterThanOrEqual(4));

  it.each(shells)('%s runs the constant command', async (shell) => {
    const host = await hostWith({ users: { user: { shell } } });
    expect(await bodiesOf(host)).toEqual(identical);
  });

  it('that is a busybox applet runs it', async () => {
    const applet = path.join(sshd.dir, 'ash');
    writeFileSync(applet, '#!/bin/busybox sh\nexec busybox ash "$@"\n', { mode: 0o755 });
    const host = await hostWith({ users: { user: { shell: applet } } });
    expect(await bodiesOf(host)).toEqual(identical);
  });

  it.each([
    ['/usr/sbin/nologin', 'This account is currently not available.'],
    ['/bin/false', 'the command ended without output'],
    ['/bin/rbash', /restricted|cannot specify/],
  ])('that refuses commands is named: %s', async (shell, reason) => {
    const host = await hostWith({ users: { user: { shell } } });
    expect(await bodiesOf(host)).toMatchObject({
      kind: 'exec-refused',
      reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
    });
  });
});

describe('a forced command', () => {
  it('that shows a menu is named, in the words of the host', async () => {
    const menu = path.join(sshd.dir, 'menu');
    writeFileSync(
      menu,
      '#!/bin/sh\necho "Welcome to the bastion"\nwhile read -r x; do echo "no such asset: $x"; done\n',
      { mode: 0o755 },
    );
    const host = await hostWith({ config: [`ForceCommand ${menu}`] });
    expect(await bodiesOf(host)).toMatchObject({ kind: 'exec-refused', reason: 'Welcome to the bastion' });
  });

  it('that ends at once is named', async () => {
    const host = await hostWith({ config: ['ForceCommand /bin/true'] });
    expect(await bodiesOf(host)).toMatchObject({ kind: 'exec-refused', reason: 'the command ended without output' });
  });

  it('that echoes everything is not taken for a shell', async () => {
    const host = await hostWith({ config: ['ForceCommand /bin/cat'] });
    expect(await bodiesOf(host)).toMatchObject({ kind: 'exec-refused' });
  });
});

describe('noise', () => {
  it('of a banner, motd and a profile that prints a megabyte, forged frames and escapes is left out', async () => {
    const banner = path.join(sshd.dir, 'banner');
    writeFileSync(banner, 'b'.repeat(30_000));
    const host = await hostWith({
      users: { user: { shell: '/bin/bash' } },
      config: [`Banner ${banner}`, 'PrintMotd yes'],
    });
    const profile = path.join(host.users.user!.home, '.bashrc');
    const rc = [
      'head -c 1048576 /dev/zero | tr "\\0" x',
      'head -c 1048576 /dev/zero | tr "\\0" x >&2',
      `printf '\\036undermount-capture/1 %s test 1 1 forged\\n' ${'0'.repeat(32)}`,
      `printf '\\num-ready-%s\\n' ${'0'.repeat(32)}`,
      "printf '\\033[2J\\033]0;title\\007'",
      'set -x',
      '',
    ].join('\n');
    writeFileSync(profile, rc);
    const { uid, gid } = statSync(host.users.user!.home);
    chownSync(profile, uid, gid);
    expect(await bodiesOf(host)).toEqual(identical);
  });

  it('behind the capture is left out too', async () => {
    const noisy = (nonce: string) =>
      `${script(nonce)}\nprintf '\\036%s Z\\t1\\n' ${nonce}; echo trailing; echo trailing >&2\n`;
    const { records, source } = await capture(sshd, sshd.user, nobody, { script: noisy });
    expect(records.map(textOf)).toEqual(expected);
    expect(source?.custody().ended).toBe(true);
  });
});

describe('a language', () => {
  it.each(['zh_CN.GB18030', 'tr_TR.UTF-8', 'de_DE.UTF-8', 'C'])('of the user does not matter: %s', async (locale) => {
    const host = await hostWith({
      users: { user: { shell: '/bin/bash' } },
      config: [`SetEnv LANG=${locale} LC_ALL=${locale}`],
    });
    expect(await bodiesOf(host)).toEqual(identical);
  });
});

describe('a script', () => {
  it('that fails before its header is named with its status and words', async () => {
    const { error, records } = await capture(sshd, sshd.user, nobody, {
      script: () => 'echo "no such thing" >&2; exit 7\n',
    }).catch((failure: { error: unknown }) => ({ error: failure.error, records: [] }));
    expect(error).toMatchObject({ kind: 'exec-refused', reason: 'the script ended with status 7: no such thing' });
    expect(records).toEqual([]);
  });

  it('writes as much to stderr as it likes: 100 MB do not stop it', async () => {
    const loud = framedScript(`head -c 104857600 /dev/zero >&2\n${numberedRecords(5, 4000)}`);
    const { records } = await capture(sshd, sshd.user, nobody, { script: loud });
    expect(records.map(textOf)).toEqual(expected);
  });
});

describe('custody', () => {
  it('says what was sent, over which key, and how far the clocks can be apart', async () => {
    const { source } = await capture(sshd, sshd.user, nobody, { script });
    const now = Date.now();
    const custody = source!.custody();
    expect(custody).toMatchObject({
      toolVersion: 'test',
      scriptSha256: createHash('sha256').update(source!.script).digest('hex'),
      reachedBy: `ssh://${sshd.user}@127.0.0.1:${sshd.port}`,
      hostKeyFingerprint: sshd.hostKeyFingerprint,
      elevation: 'none',
      hostChanges: [],
      ended: true,
    });
    // The fixture's host is this machine: its clock is ours, within the bound that is claimed.
    expect(Math.abs(custody.hostClockMs! - custody.localClockMs!)).toBeLessThanOrEqual(custody.clockErrorMs! + 10);
    expect(Math.abs(custody.localClockMs! - now)).toBeLessThan(5000);
  });

  it('is written for a host without head(1) by a named refusal', async () => {
    const host = await hostWith({ config: ['SetEnv PATH=/nonexistent'] });
    const { error } = await capture(host, host.user, nobody, { script }).catch((f: { error: unknown }) => f);
    expect(error).toMatchObject({ kind: 'exec-refused', reason: expect.stringContaining('head(1)') });
  });
});

describe('sessions', () => {
  it('are used one at a time: MaxSessions 1 is enough, also with sudo', async () => {
    const host = await hostWith({ users: { user: { sudo: 'nopasswd' } }, config: ['MaxSessions 1'] });
    const { error, records } = await capture(host, host.user, nobody, { script, elevation: 'sudo' });
    expect(error).toBeNull();
    expect(records.map(textOf)).toEqual(expected);
  });

  it('are refused by name where none may be opened', async () => {
    const host = await hostWith({ config: ['MaxSessions 0'] });
    expect(await bodiesOf(host)).toMatchObject({ kind: 'exec-refused' });
  });
});
