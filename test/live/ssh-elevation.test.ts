/** SEC-20 and REL-14 against Debian's sudo: the password is written only where it was asked for. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenSecrets, nobody } from '#electron/node/ssh/given-secrets.ts';
import { framedScript } from '#test/live/framed-script.ts';
import { treeOf } from '#test/live/process-tree.ts';
import { type Asked, capture, person, textOf } from '#test/live/ssh-asks.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

/** Prints who runs it, and everything that stands in its stdin. */
const whoAmI = framedScript(`
collector host
begin host id
id -u; echo "stdin: [$(cat)]"
end
done_ host
`);

const users = {
  plain: {},
  ops: { sudo: 'nopasswd' },
  eng: { sudo: 'password' },
  lecture: { sudo: 'password', sudoers: ['Defaults:%u lecture=always'] },
  tty: { sudo: 'nopasswd', sudoers: ['Defaults:%u requiretty'] },
  nopty: { sudo: 'password', sudoers: ['Defaults:%u !use_pty'] },
  pty: { sudo: 'password', sudoers: ['Defaults:%u use_pty'] },
  cached: { sudo: 'password', sudoers: ['Defaults:%u timestamp_type=global'] },
  prompted: { sudo: 'password', sudoers: ['Defaults:%u passprompt="Passwort von %%p: "'] },
  logged: { sudo: 'password', sudoers: ['Defaults:%u log_input, log_output, iolog_dir=/tmp/um-sudo-io'] },
} as const;

let sshd: Sshd<keyof typeof users>;
beforeAll(async () => {
  sshd = await startSshd({ users });
});
afterAll(async () => {
  await sshd.stop();
  execFileSync('rm', ['-rf', '/tmp/um-sudo-io']);
});

const root = '0\nstdin: []\n';
const asSudo = { elevation: 'sudo', script: whoAmI } as const;
const attempts = (asked: readonly Asked[]) => asked.map((q) => 'what' in q && `${q.what} ${q.attempt}`);

describe('without elevation', () => {
  it('the script runs as the user', async () => {
    const { records } = await capture(sshd, sshd.users.plain.name, nobody, { script: whoAmI });
    expect(textOf(records[0])).toMatch(/^[1-9]\d+\nstdin: \[\]\n$/);
  });
});

describe('sudo', () => {
  it('needs no password with NOPASSWD, and none is asked for though one was given', async () => {
    const asks = person('never used');
    const { records, source } = await capture(sshd, sshd.users.ops.name, asks, asSudo);
    expect(textOf(records[0])).toBe(root);
    expect(asks.asked).toEqual([]);
    expect(source?.custody()).toMatchObject({ elevation: 'sudo', ended: true });
  });

  it.each(['eng', 'lecture', 'nopty', 'pty', 'prompted', 'logged'] as const)(
    'takes the password of %s once',
    async (role) => {
      const user = sshd.users[role];
      const asks = person(user.password);
      const { records, error } = await capture(sshd, user.name, asks, asSudo);
      expect(error).toBeNull();
      expect(textOf(records[0])).toBe(root);
      expect(asks.asked).toEqual([
        { what: 'sudo-password', forWhom: `${user.name}@127.0.0.1:${sshd.port}`, attempt: 1 },
      ]);
    },
  );

  it('takes a given password', async () => {
    const given = givenSecrets({ sudoPassword: sshd.users.eng.password }, nobody);
    const { records } = await capture(sshd, sshd.users.eng.name, given, asSudo);
    expect(textOf(records[0])).toBe(root);
  });

  it('is not given the password when its ticket is still good', async () => {
    const user = sshd.users.cached;
    const first = person(user.password);
    await capture(sshd, user.name, first, asSudo);
    expect(attempts(first.asked)).toEqual(['sudo-password 1']);
    const second = person('never used');
    const { records } = await capture(sshd, user.name, second, asSudo);
    expect(textOf(records[0])).toBe(root);
    expect(second.asked).toEqual([]);
  });

  it('asks again after a wrong password, and goes on with the right one', async () => {
    const user = sshd.users.eng;
    const asks = person('wrong', user.password);
    const { records } = await capture(sshd, user.name, asks, asSudo);
    expect(textOf(records[0])).toBe(root);
    expect(attempts(asks.asked)).toEqual(['sudo-password 1', 'sudo-password 2']);
  });

  it('ends after three wrong passwords with that reason', async () => {
    const asks = person('a', 'b', 'c', 'd', 'e');
    const { error } = await capture(sshd, sshd.users.eng.name, asks, asSudo);
    expect(error).toMatchObject({ kind: 'elevation-refused', reason: 'the password was wrong' });
    expect(attempts(asks.asked)).toEqual(['sudo-password 1', 'sudo-password 2', 'sudo-password 3']);
  });

  it('does not send a given password a second time when it was wrong', async () => {
    const given = givenSecrets({ sudoPassword: 'wrong' }, nobody);
    const { error } = await capture(sshd, sshd.users.eng.name, given, asSudo);
    expect(error).toMatchObject({ kind: 'elevation-refused', reason: 'the password was wrong' });
  });

  it('says what is needed when nobody can be asked, and stops when a person does not answer', async () => {
    const name = sshd.users.eng.name;
    expect((await capture(sshd, name, nobody, asSudo)).error).toMatchObject({
      kind: 'secret-needed',
      what: 'sudo-password',
    });
    expect((await capture(sshd, name, person(), asSudo)).error).toEqual({ kind: 'cancelled' });
  });

  it('is named as refused for a user without any sudo rule', async () => {
    const user = sshd.users.plain;
    const { error } = await capture(sshd, user.name, person(user.password), asSudo);
    expect(error).toEqual({
      kind: 'elevation-refused',
      host: '127.0.0.1',
      user: user.name,
      reason: 'the sudo rules do not allow it',
    });
  });

  it('is named as refused where it wants a terminal', async () => {
    const { error } = await capture(sshd, sshd.users.tty.name, nobody, asSudo);
    expect(error).toMatchObject({ kind: 'elevation-refused', reason: expect.stringContaining('requiretty') });
  });

  it('that has ended while somebody typed gets no password, and nothing is run', async () => {
    const user = sshd.users.eng;
    let killed = 0;
    const slow = {
      ...person(),
      secret: async () => {
        const asking = treeOf(sshd.pid).filter((pid) => commandLine(pid).startsWith('sudo -S'));
        killed = asking.length;
        for (const pid of asking) process.kill(pid, 'SIGKILL');
        await new Promise((resolve) => setTimeout(resolve, 300));
        return user.password;
      },
    };
    const { error } = await capture(sshd, user.name, slow, asSudo);
    expect(killed).toBe(1);
    expect(error).toMatchObject({ kind: 'elevation-refused' });
  });
});

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
