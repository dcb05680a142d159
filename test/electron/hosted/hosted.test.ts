import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { closeCodes } from '#shared/ipc/hosted-messages.ts';
import { connected, get, page, secretFrom, startServer, tokenOf } from '#test/electron/hosted/hosted-server.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function setup(options: Parameters<typeof startServer>[0] = {}) {
  const started = await startServer(options);
  stops.push(started.stop);
  return started;
}

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'connected',
    (error: Error) => error.message,
  );

describe('the files of the window', () => {
  it('come with the policy that allows nothing inline and nothing from elsewhere', async () => {
    const { port } = await setup();
    const { status, body, headers } = await get(port, '/');
    expect(status).toBe(200);
    expect(body).toContain('window');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/);
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each(['/../outside.js', '/%2e%2e/outside.js', '/..%2foutside.js', '/missing.js', '/session'])(
    'do not include %s',
    async (urlPath) => {
      const { port } = await setup();
      expect((await get(port, urlPath)).status).toBe(404);
    },
  );

  it.each(['evil.example', 'localhost:PORT', '127.0.0.1', '127.0.0.1:1', '127.0.0.1:PORT.evil.example'])(
    'are refused to a request for Host "%s"',
    async (host) => {
      const { port } = await setup();
      expect((await get(port, '/', { host: host.replace('PORT', String(port)) })).status).toBe(421);
    },
  );

  it('are refused to another page’s request', async () => {
    const { port } = await setup();
    expect((await get(port, '/', { origin: 'http://evil.example' })).status).toBe(403);
  });

  it('can be read and nothing else', async () => {
    const { port } = await setup();
    expect((await get(port, '/', {}, 'POST')).status).toBe(405);
  });
});

describe('a connection', () => {
  it.each([
    ['a foreign Origin', { origin: 'http://evil.example' }, /403/],
    ['no Origin', { origin: '' }, /403/],
    ['an Origin with another port', { origin: 'http://127.0.0.1:1' }, /403/],
    ['a wrong Host', { host: 'evil.example', origin: 'http://evil.example' }, /421/],
  ])('with %s is refused', async (_what, headers, code) => {
    const { port } = await setup();
    expect(await refusal(page(port, headers))).toMatch(code);
  });

  it('is refused at another path', async () => {
    const { port } = await setup();
    const status = await new Promise<number>((resolve) => {
      const request = http.get({
        port,
        host: '127.0.0.1',
        path: '/other',
        headers: {
          origin: `http://127.0.0.1:${port}`,
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        },
      });
      request.on('response', (response) => resolve(response.statusCode!));
    });
    expect(status).toBe(404);
  });

  it.each([
    ['a request without a session', { type: 'request', id: 1, channel: 'app.info', request: null }],
    ['a token of the right shape that was never issued', { type: 'token', token: 'A'.repeat(43) }],
    ['a secret of the right shape that is no session’s', { type: 'secret', secret: 'A'.repeat(43) }],
    ['an empty message', {}],
  ])('that begins with %s gets nothing and is closed', async (_what, message) => {
    const { port } = await setup();
    const connection = await page(port);
    connection.send(message);
    expect(await connection.closed).toBe(closeCodes.refused);
    expect(await connection.next((m) => m)).toBeNull();
  });

  it.each([
    ['text', 'token'],
    ['bytes that are no frame', new Uint8Array([0, 0, 0, 9, 1])],
  ])('that begins with %s is closed', async (_what, data) => {
    const { port } = await setup();
    const connection = await page(port);
    connection.sendRaw(data);
    expect(await connection.closed).toBe(closeCodes.refused);
  });

  it('gets a session for the token, and the contract after that', async () => {
    const { port, server } = await setup();
    const connection = await connected(port, server);
    connection.send({ type: 'request', id: 7, channel: 'app.info', request: null });
    expect(await connection.next((m) => (m.type === 'reply' ? m : undefined))).toMatchObject({
      id: 7,
      reply: { ok: true, value: { mode: 'hosted' } },
    });
  });

  it('with a used token is refused, while the first page stays', async () => {
    const { port, server } = await setup();
    const token = tokenOf(server);
    const first = await page(port);
    first.send({ type: 'token', token });
    expect(await secretFrom(first)).not.toBeNull();
    const second = await page(port);
    second.send({ type: 'token', token });
    expect(await second.closed).toBe(closeCodes.refused);
    first.send({ type: 'request', id: 1, channel: 'app.info', request: null });
    expect(await first.next((m) => (m.type === 'reply' ? m.id : undefined))).toBe(1);
  });

  it('of the same page comes back with the secret', async () => {
    const { port, server } = await setup();
    const first = await page(port);
    first.send({ type: 'token', token: tokenOf(server) });
    const secret = await secretFrom(first);
    first.close();
    const second = await page(port);
    second.send({ type: 'secret', secret });
    expect(await secretFrom(second)).toBe(secret);
  });

  it('carries bytes both ways', async () => {
    const { port, server } = await setup();
    const connection = await connected(port, server);
    const upload = { uploadId: crypto.randomUUID(), name: 'a', from: 0, chunk: new Uint8Array(1 << 20), last: true };
    connection.send({ type: 'request', id: 1, channel: 'sources.upload', request: upload });
    connection.send({ type: 'request', id: 2, channel: 'sources.save', request: { sourceId: 'x' } });
    const reply = (id: number) => connection.next((m) => (m.type === 'reply' && m.id === id ? m.reply : undefined));
    expect(await reply(1)).toEqual({ ok: true, value: { sourceId: String(1 << 20) } });
    expect(await reply(2)).toEqual({ ok: true, value: { name: 'x.umb', bytes: new Uint8Array([1, 2, 255]) } });
  });

  it('is told no more than the name of the wrong field, and stays, when a request is malformed', async () => {
    const { port, server } = await setup();
    const connection = await connected(port, server);
    connection.send({
      type: 'request',
      id: 1,
      channel: 'query.who',
      request: { sourceId: 'x', needle: 'S3CRET'.repeat(999) },
    });
    connection.send({ type: 'request', id: 2, channel: '__proto__', request: null });
    connection.send({ type: 'request', id: 3, channel: 'app.info', request: null });
    const rejected = await connection.next((m) => (m.type === 'rejected' && m.id === 1 ? m.message : undefined));
    expect(rejected).toMatch(/query\.who: refused, needle/);
    expect(rejected).not.toContain('S3CRET');
    expect(await connection.next((m) => (m.type === 'rejected' && m.id === 2 ? m.message : undefined))).toMatch(
      /no such/,
    );
    expect(await connection.next((m) => (m.type === 'reply' && m.id === 3 ? true : undefined))).toBe(true);
  });

  it('survives a handler’s bug', async () => {
    const { port, server } = await setup();
    const connection = await connected(port, server);
    connection.send({ type: 'request', id: 1, channel: 'hosts.list', request: null });
    expect(await connection.next((m) => (m.type === 'rejected' ? m.message : undefined))).toBe('a bug');
  });

  it('hears events, first of all the questions that still wait', async () => {
    const prompt = {
      kind: 'secret',
      promptId: 'p',
      captureId: 'c',
      what: 'password',
      forWhom: 'x',
      attempt: 1,
    } as const;
    const { port, server, state } = await setup({ pending: [prompt] });
    const connection = await connected(port, server);
    const event = (name: string) =>
      connection.next((m) => (m.type === 'event' && m.name === name ? m.payload : undefined));
    expect(await event('prompt.ask')).toEqual(prompt);
    state.pages!.broadcast('source.changed', { sourceId: 's', generation: 1, complete: true });
    expect(await event('source.changed')).toEqual({ sourceId: 's', generation: 1, complete: true });
  });
});

it('a page that connects is told of the files that are being opened', async () => {
  const opening = {
    openingId: 'o',
    name: 'big.tar.xz',
    bytes: 7,
    whole: 9,
    unpacked: 70,
    members: 3,
    ended: false,
    sourceId: null,
    error: null,
  };
  const { port, server } = await setup({ openings: [opening] });
  const connection = await connected(port, server);
  const told = connection.next((m) => (m.type === 'event' && m.name === 'source.opening' ? m.payload : undefined));
  expect(await told).toEqual(opening);
});

describe('on a Unix socket', () => {
  it('only the owner may open it, and it is gone after the end', async () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'um-socket-'));
    const socket = path.join(dir, 'page.sock');
    const { stop } = await startServer({ at: { socket } });
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    await stop();
    expect(existsSync(socket)).toBe(false);
    rmSync(dir, { recursive: true });
  });
});

describe('a port that is taken', () => {
  it('is refused with the reason', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    await expect(startServer({ at: { port } })).rejects.toThrow(/EADDRINUSE/);
    taken.close();
  });
});

describe('a server that nobody uses', () => {
  it('ends, and says so, but not while a capture runs', async () => {
    const { server, state } = await setup({ idleMs: { alone: 40, connected: 40 } });
    state.busy = true;
    state.time = 1000;
    await expect(Promise.race([server.ended, tick(60)])).resolves.toBe('tick');
    state.busy = false;
    state.time = 2000;
    expect(await server.ended).toBe('idle');
    expect(state.closed).toBe(1);
  });
});

/** The server looks at the clock every 10 ms here; this waits for some of those looks, not for work. */
const tick = (ms: number) => new Promise<'tick'>((resolve) => setTimeout(() => resolve('tick'), ms));
