import { describe, expect, it } from 'vitest';
import type { Asks } from '#electron/node/ssh/asks.ts';
import { givenSecrets, nobody } from '#electron/node/ssh/given-secrets.ts';

const person: Asks = { ...nobody, attended: true, secret: async () => 'typed', fromServer: async () => ['typed'] };
const question = (what: 'password' | 'passphrase' | 'sudo-password', attempt = 1) => ({ what, forWhom: 'x', attempt });
const fields = (...echo: boolean[]) => ({
  name: '',
  instructions: '',
  fields: echo.map((e) => ({ text: '?', echo: e })),
});

describe('given secrets', () => {
  it('answer each question once, with the secret of its kind', async () => {
    const asks = givenSecrets({ password: 'p', passphrase: 'k', sudoPassword: 's' }, nobody);
    expect(await asks.secret(question('sudo-password'))).toBe('s');
    expect(await asks.secret(question('password'))).toBe('p');
    expect(await asks.secret(question('passphrase'))).toBe('k');
    expect(await asks.secret(question('password', 2))).toBeNull();
  });

  it('leave what they do not have to the person', async () => {
    const asks = givenSecrets({ password: 'p' }, person);
    expect(asks.attended).toBe(true);
    expect(await asks.secret(question('passphrase'))).toBe('typed');
    expect(await asks.secret(question('password'))).toBe('p');
    expect(await asks.secret(question('password', 2))).toBe('typed');
  });

  it('answer one hidden field of the server with the password, and no other question', async () => {
    expect(await givenSecrets({ password: 'p' }, nobody).fromServer(fields(false))).toEqual(['p']);
    expect(await givenSecrets({ password: 'p' }, nobody).fromServer(fields(true))).toBeNull();
    expect(await givenSecrets({ password: 'p' }, nobody).fromServer(fields(false, false))).toBeNull();
    const once = givenSecrets({ password: 'p' }, nobody);
    expect([await once.fromServer(fields(false)), await once.fromServer(fields(false))]).toEqual([['p'], null]);
  });

  it('never answer for a host key', async () => {
    const asks = givenSecrets({ password: 'p' }, nobody);
    const about = {
      host: 'h',
      port: 22,
      keyType: 't',
      fingerprint: 'f',
      storeFile: null,
      knownHosts: 0,
      authorities: 0,
    };
    expect(await asks.hostKey(about)).toBe('refuse');
  });
});
