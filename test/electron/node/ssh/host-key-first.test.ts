/** SEC-11, SEC-12: nothing about the user leaves before the host's key is accepted. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Asks, HostKeyQuestion } from '#electron/node/ssh/asks.ts';
import { connect } from '#electron/node/ssh/connect.ts';
import { fingerprint } from '#electron/node/ssh/known-hosts.ts';
import {
  asksWith,
  type FakeServer,
  newHostKey,
  publicBlob,
  startFakeServer,
} from '#test/electron/node/ssh/fake-server.ts';

let server: FakeServer;
const dirs: string[] = [];
afterEach(async () => {
  await server.stop();
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const line = (key: Buffer, port: number) => `[127.0.0.1]:${port} ssh-ed25519 ${key.toString('base64')}\n`;

function knownHosts(text: string): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'um-hk-'));
  dirs.push(dir);
  writeFileSync(path.join(dir, 'known_hosts'), text);
  return path.join(dir, 'known_hosts');
}

interface Wish {
  readonly known?: string;
  readonly store?: string | null;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}
const dialIn = (asks: Asks, wish: Wish = {}) =>
  connect(
    {
      target: { user: 'eng', host: '127.0.0.1', port: server.port },
      trust: { read: wish.known === undefined ? [] : [wish.known], store: wish.store ?? null },
      acceptHostKey: wish.accept ?? null,
      keyPaths: [],
      agentSocket: null,
    },
    asks,
    () => {},
    wish.signal ?? new AbortController().signal,
  );

const password = asksWith({ secret: async () => 'good' });

describe('before the host key is accepted', () => {
  it('no authentication request is sent while the question stays open, however long', async () => {
    server = await startFakeServer();
    let answer: (a: 'trust-once') => void = () => {};
    let question: HostKeyQuestion | null = null;
    const asks: Asks = {
      ...password,
      attended: true,
      hostKey: (q) => {
        question = q;
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    };
    const connecting = dialIn(asks);
    await pause(1500);
    expect(question).toMatchObject({ fingerprint: fingerprint(server.hostKey), keyType: 'ssh-ed25519', knownHosts: 0 });
    expect(server.authRequests).toEqual([]);
    answer('trust-once');
    const connected = await connecting;
    expect(connected).toMatchObject({ ok: true, value: { hostKeyFingerprint: fingerprint(server.hostKey) } });
    expect(server.authRequests).toEqual(['none', 'password']);
    if (connected.ok) connected.value.end();
  });

  it('none is sent when the user refuses', async () => {
    server = await startFakeServer();
    expect(await dialIn({ ...password, hostKey: async () => 'refuse' })).toEqual({
      ok: false,
      error: {
        kind: 'ssh-host-key-unknown',
        host: '127.0.0.1',
        keyType: 'ssh-ed25519',
        fingerprint: fingerprint(server.hostKey),
      },
    });
    await pause(200);
    expect(server.authRequests).toEqual([]);
  });

  it('none is sent when the user cancels while the question is open', async () => {
    server = await startFakeServer();
    const cancel = new AbortController();
    const connecting = dialIn({ ...password, hostKey: () => new Promise(() => {}) }, { signal: cancel.signal });
    await pause(300);
    const started = performance.now();
    cancel.abort();
    expect(await connecting).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(performance.now() - started).toBeLessThan(200);
    await pause(200);
    expect(server.authRequests).toEqual([]);
  });

  it('none is sent to a host whose key has changed, and the facts are told', async () => {
    server = await startFakeServer();
    const other = publicBlob(newHostKey());
    const known = knownHosts(`# a line\n${line(other, server.port)}`);
    expect(await dialIn({ ...password, hostKey: async () => 'trust-once' }, { known })).toEqual({
      ok: false,
      error: {
        kind: 'ssh-host-key-changed',
        host: '127.0.0.1',
        keyType: 'ssh-ed25519',
        known: fingerprint(other),
        offered: fingerprint(server.hostKey),
        knownHostsFile: known,
        line: 2,
      },
    });
    await pause(200);
    expect(server.authRequests).toEqual([]);
  });

  it('none is sent to a host whose key is revoked', async () => {
    server = await startFakeServer();
    const known = knownHosts(
      `${line(server.hostKey, server.port)}@revoked * ssh-ed25519 ${server.hostKey.toString('base64')}\n`,
    );
    expect(await dialIn(password, { known })).toMatchObject({ error: { kind: 'ssh-host-key-revoked' } });
    expect(server.authRequests).toEqual([]);
  });

  it('not even a connection is made when known_hosts cannot be read', async () => {
    server = await startFakeServer();
    const known = path.dirname(knownHosts(''));
    expect(await dialIn(password, { known })).toMatchObject({ error: { kind: 'known-hosts-unreadable' } });
    expect(server.sockets).toEqual([]);
  });
});

describe('an unknown key', () => {
  it('is accepted when it is exactly the one of --accept-host-key', async () => {
    server = await startFakeServer();
    const connected = await dialIn(password, { accept: fingerprint(server.hostKey) });
    expect(connected.ok).toBe(true);
    if (connected.ok) connected.value.end();
  });

  it('is refused without a question when it is another one', async () => {
    server = await startFakeServer();
    const asks = { ...password, hostKey: () => Promise.reject(new Error('asked')) };
    const accept = fingerprint(publicBlob(newHostKey()));
    expect(await dialIn(asks, { accept })).toMatchObject({ error: { kind: 'ssh-host-key-unknown' } });
    expect(server.authRequests).toEqual([]);
  });

  it('cannot be accepted against a different one in known_hosts', async () => {
    server = await startFakeServer();
    const known = knownHosts(line(publicBlob(newHostKey()), server.port));
    expect(await dialIn(password, { known, accept: fingerprint(server.hostKey) })).toMatchObject({
      error: { kind: 'ssh-host-key-changed' },
    });
  });

  it('is remembered in our store when the user says so, and not asked for again', async () => {
    server = await startFakeServer();
    const store = path.join(path.dirname(knownHosts('')), 'store');
    const first = await dialIn({ ...password, hostKey: async () => 'trust-and-remember' }, { store });
    if (first.ok) first.value.end();
    expect(readFileSync(store, 'utf8')).toBe(line(server.hostKey, server.port));
    const again = await dialIn({ ...password, hostKey: () => Promise.reject(new Error('asked')) }, { known: store });
    expect(again.ok).toBe(true);
    if (again.ok) again.value.end();
  });

  it('is not written down when it is trusted once', async () => {
    server = await startFakeServer();
    const store = path.join(path.dirname(knownHosts('')), 'store');
    const connected = await dialIn({ ...password, hostKey: async () => 'trust-once' }, { store });
    if (connected.ok) connected.value.end();
    expect(() => readFileSync(store)).toThrow('ENOENT');
  });
});
