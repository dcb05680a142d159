/** Host keys of a real sshd: what is shown, what is remembered, what is refused. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asks, HostKeyQuestion } from '#electron/node/ssh/asks.ts';
import { nobody } from '#electron/node/ssh/given-secrets.ts';
import { trustPaths } from '#electron/node/ssh/trust-store.ts';
import { login, reach } from '#test/live/ssh-asks.ts';
import { fingerprintOf, makeKey, type Sshd, startSshd } from '#test/live/sshd.ts';

let sshd: Sshd;
let number = 0;
beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(() => sshd.stop());

function fileWith(text: string): string {
  const file = path.join(sshd.dir, `known${number++}`);
  writeFileSync(file, text);
  return file;
}

const lineOf = (keyPath: string, port = sshd.port, marker = '') => {
  const [type, key] = readFileSync(`${keyPath}.pub`, 'utf8').split(' ');
  return `${marker}[127.0.0.1]:${port} ${type} ${key!.trim()}\n`;
};

const knowing = (text: string) => reach(sshd, sshd.user, { trust: { read: [fileWith(text)], store: null } });

function answering(answer: Awaited<ReturnType<Asks['hostKey']>>): Asks & { questions: HostKeyQuestion[] } {
  const questions: HostKeyQuestion[] = [];
  return {
    ...nobody,
    attended: true,
    questions,
    hostKey: async (question) => {
      questions.push(question);
      return answer;
    },
  };
}

describe('an unknown key', () => {
  it('is shown with the fingerprint ssh-keygen -lf prints', async () => {
    const asks = answering('trust-once');
    expect(await login(knowing(''), asks)).toBe('in');
    expect(asks.questions).toEqual([
      {
        host: '127.0.0.1',
        port: sshd.port,
        keyType: 'ssh-ed25519',
        fingerprint: sshd.hostKeyFingerprint,
        storeFile: null,
        knownHosts: 0,
        authorities: 0,
      },
    ]);
  });

  it('is refused with its facts when nobody is there to ask', async () => {
    expect(await login(knowing(''), nobody)).toMatchObject({
      kind: 'ssh-host-key-unknown',
      fingerprint: sshd.hostKeyFingerprint,
    });
  });

  it('is remembered in our own store, never in ~/.ssh', async () => {
    const home = path.join(sshd.dir, 'home');
    mkdirSync(path.join(home, '.ssh'), { recursive: true });
    const trust = trustPaths(undefined, {}, home);
    const asks = answering('trust-and-remember');
    expect(await login(reach(sshd, sshd.user, { trust }), asks)).toBe('in');
    expect(readFileSync(trust.store!, 'utf8')).toBe(lineOf(sshd.hostKeyPaths[0]!));
    expect(existsSync(path.join(home, '.ssh/known_hosts'))).toBe(false);
    expect(await login(reach(sshd, sshd.user, { trust }), nobody)).toBe('in');
  });

  it('says that an authority is trusted for the host, which cannot be checked', async () => {
    const asks = answering('refuse');
    await login(knowing(lineOf(sshd.hostKeyPaths[0]!, sshd.port, '@cert-authority ')), asks);
    expect(asks.questions[0]).toMatchObject({ authorities: 1, knownHosts: 1 });
  });
});

describe('a known key', () => {
  it.each([0, 1, 2])('is asked for by its type, whichever of the host’s keys it is (%i)', async (index) => {
    expect(await login(knowing(lineOf(sshd.hostKeyPaths[index]!)), nobody)).toBe('in');
  });

  it('that changed is refused with both fingerprints and the line, and nobody tries to log in', async () => {
    // A host of its own: its log has this one connection, and says when it is over.
    const own = await startSshd({});
    try {
      const other = makeKey(own.dir, `other${number++}`, 'ed25519');
      const trust = { read: [fileWith(`\n${lineOf(other, own.port)}`)], store: null };
      expect(await login(reach(own, own.user, { trust }), answering('trust-once'))).toEqual({
        kind: 'ssh-host-key-changed',
        host: '127.0.0.1',
        keyType: 'ssh-ed25519',
        known: fingerprintOf(other),
        offered: own.hostKeyFingerprint,
        knownHostsFile: trust.read[0],
        line: 2,
      });
      await expect.poll(() => own.log(), { timeout: 20_000 }).toMatch(/Connection (?:closed|reset)|Disconnected/);
      expect(own.log()).not.toMatch(/Accepted|Failed|Invalid user|authenticating user/);
    } finally {
      await own.stop();
    }
  });

  it('of a type the host no longer has is a changed key', async () => {
    const small = await startSshd({ hostKeyTypes: ['ed25519'] });
    try {
      const trust = { read: [fileWith(lineOf(sshd.hostKeyPaths[1]!, small.port))], store: null };
      expect(await login(reach(small, small.user, { trust }), answering('trust-once'))).toMatchObject({
        kind: 'ssh-host-key-changed',
        offered: small.hostKeyFingerprint,
        known: fingerprintOf(sshd.hostKeyPaths[1]!),
      });
    } finally {
      await small.stop();
    }
  });

  it('that is revoked is refused, also when it is known', async () => {
    const key = sshd.hostKeyPaths[0]!;
    expect(await login(knowing(lineOf(key) + lineOf(key, sshd.port, '@revoked ')), answering('trust-once'))).toEqual({
      kind: 'ssh-host-key-revoked',
      host: '127.0.0.1',
      fingerprint: sshd.hostKeyFingerprint,
    });
  });
});

describe('--accept-host-key', () => {
  it('accepts exactly that key', async () => {
    expect(await login({ ...knowing(''), acceptHostKey: sshd.hostKeyFingerprint }, nobody)).toBe('in');
    const other = fingerprintOf(makeKey(sshd.dir, `other${number++}`, 'ed25519'));
    expect(await login({ ...knowing(''), acceptHostKey: other }, answering('trust-once'))).toMatchObject({
      kind: 'ssh-host-key-unknown',
    });
  });
});
