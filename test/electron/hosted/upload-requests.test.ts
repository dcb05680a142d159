/** A file posted by the page: whose is taken, where its bytes go, and what ends it. */
import http from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { hostedUploadPath } from '#shared/ipc/hosted-messages.ts';
import { get, page, secretFrom, startServer, tokenOf } from '#test/electron/hosted/hosted-server.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function setup(options: Parameters<typeof startServer>[0] = {}) {
  const started = await startServer(options);
  stops.push(started.stop);
  const connection = await page(started.port);
  connection.send({ type: 'token', token: tokenOf(started.server) });
  const secret = await secretFrom(connection);
  const origin = `http://127.0.0.1:${started.port}`;
  return { ...started, headers: { origin, authorization: `Bearer ${secret}` } };
}

const uploadId = crypto.randomUUID();
const at = (name: string, id: string = uploadId) => `${hostedUploadPath}?${new URLSearchParams({ id, name })}`;
const file = Uint8Array.from({ length: 3_000_000 }, (_, i) => i % 251);

it('of a session arrives whole and in order, and is answered as its last chunk is', async () => {
  const { port, state, headers } = await setup();
  const { status, body } = await get(port, at('ä b&c.tar.xz'), headers, 'POST', file);
  expect([status, JSON.parse(body)]).toEqual([200, { ok: true, value: { sourceId: '3000000' } }]);
  expect(Buffer.concat(state.uploads.map((u) => u.chunk)).equals(file)).toBe(true);
  expect(new Set(state.uploads.map((u) => `${u.uploadId} ${u.name}`))).toEqual(new Set([`${uploadId} ä b&c.tar.xz`]));
  expect(state.uploads.filter((u) => u.last).length).toBe(1);
  expect(state.uploads.length).toBeGreaterThan(5);
});

it.each([
  ['without a secret', 403, { authorization: '' }],
  ['with a secret of no session', 403, { authorization: `Bearer ${'x'.repeat(43)}` }],
  ['of a foreign page', 403, { origin: 'http://evil.example' }],
  ['of no page', 403, { origin: undefined }],
  ['to another name', 421, { host: 'evil.example' }],
])('%s is refused, unread', async (_who, expected, changed) => {
  const { port, state, headers } = await setup();
  const given = Object.entries({ ...headers, ...changed }).filter(([, value]) => value !== undefined);
  const { status } = await get(port, at('x'), Object.fromEntries(given), 'POST', file.subarray(0, 1000));
  expect(status).toBe(expected);
  expect(state.uploads).toEqual([]);
});

it('that is refused on the way is answered at once, and the rest of it is read by nobody', async () => {
  const { port, state, headers } = await setup({ uploadLimit: 100_000 });
  const request = http.request({ host: '127.0.0.1', port, path: at('x'), method: 'POST', headers });
  request.on('error', () => {});
  const answered = new Promise<string>((resolve) => {
    request.on('response', (response) => response.on('data', (chunk: Buffer) => resolve(chunk.toString())));
  });
  request.write(file.subarray(0, 400_000));
  expect(JSON.parse(await answered)).toMatchObject({ ok: false, error: { reason: 'EFBIG' } });
  const seen = state.uploads.length;
  request.write(file);
  await new Promise((resolve) => request.once('close', resolve));
  expect(state.uploads.length).toBe(seen);
});

it('that ends before its end is given up', async () => {
  const { port, state, headers } = await setup();
  const sized = { ...headers, 'content-length': file.length };
  const request = http.request({ host: '127.0.0.1', port, path: at('x'), method: 'POST', headers: sized });
  request.on('error', () => {});
  request.write(file.subarray(0, 500_000));
  await expect.poll(() => state.uploads.length).toBeGreaterThan(0);
  request.destroy();
  await expect.poll(() => state.givenUp).toEqual([uploadId]);
  expect(state.uploads.some((u) => u.last)).toBe(false);
});

it('under a name or an id that the contract refuses is refused', async () => {
  const { port, state, headers } = await setup();
  expect((await get(port, at('x', '../../etc/passwd'), headers, 'POST', file)).status).toBe(400);
  expect((await get(port, at('x'.repeat(300)), headers, 'POST', file)).status).toBe(400);
  expect(state.uploads).toEqual([]);
});
