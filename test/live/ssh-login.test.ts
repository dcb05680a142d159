/** Every way of logging in, against Debian's sshd with PAM. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenSecrets, nobody } from '#electron/node/ssh/given-secrets.ts';
import { login, person, reach } from '#test/live/ssh-asks.ts';
import { makeKey, type Sshd, startSshd } from '#test/live/sshd.ts';

let sshd: Sshd<'eng'>;
let interactive: Sshd<'eng'>;
let two: Sshd<'eng'>;
let agent: { readonly socket: string; stop(): void };

beforeAll(async () => {
  sshd = await startSshd({ users: { eng: {} } });
  interactive = await startSshd({ users: { eng: {} }, config: ['PasswordAuthentication no'] });
  two = await startSshd({
    users: { eng: {} },
    config: ['AuthenticationMethods publickey,keyboard-interactive', 'PasswordAuthentication no'],
  });
  agent = await startAgent(path.join(sshd.dir, 'agent.sock'));
  addToAgent(sshd.userKeyPath);
  addToAgent(two.userKeyPath);
});
afterAll(async () => {
  agent.stop();
  for (const each of [sshd, interactive, two]) await each.stop();
});

async function startAgent(socket: string) {
  const child = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return { socket, stop: () => child.kill() };
}
const addToAgent = (key: string) =>
  execFileSync('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: agent.socket }, stdio: 'ignore' });

describe('login', () => {
  it('with a key, without a question', async () => {
    expect(await login(reach(sshd, sshd.user), nobody)).toBe('in');
  });

  it.each(['rsa', 'ecdsa', 'ed25519'] as const)('with an %s key', async (type) => {
    const each = await startSshd({ clientKey: { type } });
    try {
      expect(await login(reach(each, each.user), nobody)).toBe('in');
    } finally {
      await each.stop();
    }
  });

  it('with a key and its passphrase, asked again after a mistake', async () => {
    const each = await startSshd({ clientKey: { passphrase: 'open sesame' } });
    try {
      const asks = person('open sesam', 'open sesame');
      expect(await login(reach(each, each.user), asks)).toBe('in');
      expect(asks.asked).toEqual([
        { what: 'passphrase', forWhom: each.userKeyPath, attempt: 1 },
        { what: 'passphrase', forWhom: each.userKeyPath, attempt: 2 },
      ]);
      expect(await login(reach(each, each.user), person('a', 'b', 'c', 'd'))).toMatchObject({
        kind: 'key-unreadable',
        reason: 'the passphrase is wrong',
      });
      const given = givenSecrets({ passphrase: 'open sesame' }, nobody);
      expect(await login(reach(each, each.user), given)).toBe('in');
      // Nobody to ask: the password is the next way, and that one is missing too.
      expect(await login(reach(each, each.user), nobody)).toMatchObject({ kind: 'secret-needed', what: 'passphrase' });
    } finally {
      await each.stop();
    }
  });

  it('with the agent', async () => {
    expect(await login(reach(sshd, sshd.user, { keyPaths: [], agentSocket: agent.socket }), nobody)).toBe('in');
  });

  it('with something else when the agent is gone', async () => {
    const gone = { agentSocket: path.join(sshd.dir, 'no-agent.sock') };
    expect(await login(reach(sshd, sshd.user, gone), nobody)).toBe('in');
  });

  it('with the password when the agent is full of other keys', async () => {
    for (let i = 0; i < 8; i += 1) addToAgent(makeKey(two.dir, `other${i}`, 'ed25519'));
    const options = reach(interactive, interactive.user, { keyPaths: [], agentSocket: agent.socket });
    expect(await login(options, person(interactive.password))).toBe('in');
  });

  it('with the password, asked again after a wrong one', async () => {
    const asks = person('wrong', sshd.password);
    expect(await login(reach(sshd, sshd.user, { keyPaths: [] }), asks)).toBe('in');
    expect(asks.asked.map((q) => 'attempt' in q && q.attempt)).toEqual([1, 2]);
  });

  it('fails after three wrong passwords, each sent once', async () => {
    const asks = person('a', 'b', 'c');
    const before = failures();
    expect(await login(reach(sshd, sshd.user, { keyPaths: [] }), asks)).toMatchObject({ kind: 'cancelled' });
    expect(failures() - before).toBe(3);
  });

  it('with keyboard-interactive where passwords are off, and its words come from the server', async () => {
    const asks = person([interactive.password]);
    expect(await login(reach(interactive, interactive.user, { keyPaths: [] }), asks)).toBe('in');
    expect(asks.asked).toMatchObject([{ fields: [{ text: 'Password: ', echo: false }] }]);
    const given = givenSecrets({ password: interactive.password }, nobody);
    expect(await login(reach(interactive, interactive.user, { keyPaths: [] }), given)).toBe('in');
  });

  it('with a key and then keyboard-interactive, where the server wants both', async () => {
    expect(await login(reach(two, two.user), person([two.password]))).toBe('in');
    const byAgent = { keyPaths: [], agentSocket: agent.socket };
    expect(await login(reach(two, two.user, byAgent), person([two.password]))).toBe('in');
  });

  it('names what was tried when nothing fits', async () => {
    const wrong = reach(sshd, sshd.user, { keyPaths: [makeKey(sshd.dir, 'wrong', 'ed25519')] });
    const given = givenSecrets({ password: 'wrong' }, nobody);
    expect(await login(wrong, given)).toEqual({
      kind: 'ssh-auth-failed',
      host: '127.0.0.1',
      user: sshd.user,
      methodsTried: ['publickey', 'password'],
    });
  });
});

describe('a key that cannot be used stops before anything is sent', () => {
  it.each([
    ['is missing', () => path.join(sshd.dir, 'missing'), 'ENOENT'],
    ['is a folder', () => sshd.dir, 'EISDIR'],
    ['is a public key', () => `${sshd.userKeyPath}.pub`, 'it is a public key'],
    ['is no key', () => written('text', 'not a key'), 'it is no private key of a known format'],
    [
      'is damaged',
      () =>
        written(
          'cut',
          '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5v\n-----END OPENSSH PRIVATE KEY-----\n',
        ),
      'it is no private key of a known format',
    ],
  ])('because it %s', async (_, file, reason) => {
    const before = sshd.log().length;
    expect(await login(reach(sshd, sshd.user, { keyPaths: [file()] }), nobody)).toMatchObject({
      kind: 'key-unreadable',
      reason,
    });
    expect(sshd.log().length).toBe(before);
  });
});

function written(name: string, text: string): string {
  const file = path.join(sshd.dir, name);
  writeFileSync(file, text);
  chmodSync(file, 0o600);
  return file;
}

const failures = () => sshd.log().split('Failed password for').length - 1;
