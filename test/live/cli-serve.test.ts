/** `serve` and `open` as processes: the one URL on stdout, an answer on loopback, and an end on Ctrl-C. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { hostedSocketPath, type ToPage } from '#shared/ipc/hosted-messages.ts';
import { decodeFrame, encodeFrame } from '#shared/ipc/wire.ts';
import { paddedSosreport } from '#test/builders/padded-sosreport.ts';

/** As `npm run undermount` does: builds what is stale, then runs it. */
beforeAll(() => {
  const shown = execFileSync(process.execPath, ['build/run.ts', 'verify', 'demo'], { encoding: 'utf8' });
  expect(shown).toMatch(/^demo: unchanged/);
});

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

async function start(...args: string[]) {
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' };
  const child = spawn(process.execPath, ['dist/cli/undermount.js', ...args], { env });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  for (let left = 300; !stdout.includes('\n'); left -= 1) {
    if (left === 0 || child.exitCode !== null) throw new Error(`no URL: ${stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { child, ended, url: stdout.trim(), stderr: () => stderr };
}

describe('serve', () => {
  it('prints the one URL with its token, listens on loopback, and ends well on Ctrl-C', async () => {
    const { child, ended, url, stderr } = await start('serve', 'demo');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{20,}$/);
    expect((await fetch(url)).status).toBeLessThan(500);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(stderr()).toBe('');
    await expect(fetch(url)).rejects.toThrow();
  });

  it('listens on a private socket instead, and takes it away again', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'um-serve-'));
    const socket = path.join(dir, 's.sock');
    const { child, ended, stderr } = await start('serve', '--socket', socket);
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    expect(stderr()).toContain(`ssh -L 8080:${socket}`);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(existsSync(socket)).toBe(false);
    rmSync(dir, { recursive: true });
  });
});

describe('serve of a file', () => {
  let dir: string;
  const place = (bytes: Uint8Array) => {
    const file = path.join(dir, 'sosreport-db1.tar.gz');
    writeFileSync(file, bytes);
    return file;
  };
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'um-serve-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('that takes long has its page at once, and the file is open when it has been read', async () => {
    const { child, ended, url } = await start('serve', place(paddedSosreport(400)));
    const sockets = new WebSocket(`${new URL(url).origin.replace('http', 'ws')}${hostedSocketPath}`, {
      headers: { origin: new URL(url).origin },
    });
    const told: ToPage[] = [];
    sockets.on('message', (data: Buffer) => told.push(decodeFrame(new Uint8Array(data)) as ToPage));
    await new Promise((resolve) => sockets.once('open', resolve));
    sockets.send(encodeFrame({ type: 'token', token: url.split('token=')[1] }));
    const openings = () => told.flatMap((m) => (m.type === 'event' && m.name === 'source.opening' ? [m.payload] : []));
    await expect.poll(() => openings().length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(openings()[0]).toMatchObject({ name: 'sosreport-db1.tar.gz', ended: false });
    await expect.poll(() => openings().at(-1)?.ended, { timeout: 60_000 }).toBe(true);
    expect(openings().at(-1)).toMatchObject({ sourceId: expect.any(String), error: null });
    sockets.close();
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it('shows on a terminal how far it is, and takes the line away', async () => {
    const command = `${process.execPath} dist/cli/undermount.js serve ${place(paddedSosreport(200))}`;
    const child = spawn('script', ['-qfec', command, '/dev/null'], { env: { ...process.env, TERM: 'xterm' } });
    running.add(child);
    let seen = '';
    child.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    // Each state of the line begins with a return and an erasure; the last one is the erasure alone.
    const states = () => seen.split('\r\x1b[K');
    await expect.poll(() => states().length > 2 && states().at(-1), { timeout: 60_000 }).toBe('');
    expect(seen).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\r\n/);
    const shown = states().slice(1, -1);
    expect(shown.length).toBeGreaterThan(3);
    for (const state of shown)
      expect(state).toMatch(/^reading [\d.]+ [kM]B of 14\.6 MB, [\d.]+ [kM]B unpacked, \d members$/);
    child.stdin.write('\x03');
    await new Promise((resolve) => child.once('exit', resolve));
  });

  it('that is no source is refused before there is a link', async () => {
    await expect(start('serve', place(Buffer.from('no archive\n')))).rejects.toThrow(
      /sosreport-db1\.tar\.gz is none of/,
    );
    expect([...running].at(-1)!.exitCode).toBe(3);
  });

  it('whose reading dies ends the server that nobody has come to, with the reason', async () => {
    const { child, ended, stderr } = await start('serve', place(paddedSosreport(400)));
    const reader = () => Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim());
    await expect.poll(reader).toBeGreaterThan(0);
    process.kill(reader(), 'SIGKILL');
    expect(await ended).toBe(3);
    expect(stderr()).toMatch(/^[^\n]*SIGKILL[^\n]*\n$/);
  });
});

describe('open', () => {
  it('says in one line why there is no window, and serves the same', async () => {
    const { child, ended, url, stderr } = await start('demo');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(stderr()).toMatch(/^Electron[^\n]*not installed[^\n]*\n$/);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
