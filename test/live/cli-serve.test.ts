/** `serve` and `open` as processes: the one URL on stdout, an answer on loopback, and an end on Ctrl-C. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

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

describe('open', () => {
  it('says in one line why there is no window, and serves the same', async () => {
    const { child, ended, url, stderr } = await start('demo');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(stderr()).toMatch(/^Electron[^\n]*not installed[^\n]*\n$/);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
