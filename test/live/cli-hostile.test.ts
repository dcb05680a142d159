/** A real mount path and a real process whose names attack a reader, captured over SSH and shown by every command. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile } from '#electron/node/sources/open-file.ts';
import { runCli } from '#test/electron/cli/run-cli.ts';
import { gather } from '#test/electron/node/gather.ts';
import { killTree } from '#test/live/process-tree.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

/** Colours and clears the screen, is HTML, turns the line round, ends the line, and looks like a frame that ends the stream. */
const hostile =
  '\x1b[31m\x1b[2J<img src=x onerror=alert(1)>\u202e\nNo finding.\n\x1e0123456789abcdef0123456789abcdef Z\t1';
const controls = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

let sshd: Sshd<'user'>;
let dir: string;
let victim: ChildProcess;
const run = (...args: string[]) =>
  runCli(args, { directory: dir, outIsTerminal: true, errIsTerminal: true, env: { NO_COLOR: '1' } });

beforeAll(async () => {
  sshd = await startSshd();
  dir = mkdtempSync(path.join(tmpdir(), 'um-hostile-'));
  const place = path.join(dir, hostile);
  mkdirSync(place);
  // In a mount namespace of its own, which goes with the process: nothing is left to unmount.
  const inside =
    'mount -t tmpfs "$0" "$0" && cd "$0" && printf %s "$1" >/proc/self/comm; echo ready; exec -a "$0" sleep 600';
  victim = spawn('unshare', ['-m', '--propagation', 'private', 'bash', '-c', inside, place, '\x1b[2J\nroot) S 1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => victim.stdout?.once('data', resolve));
  const target = [
    'root@127.0.0.1',
    '-p',
    String(sshd.port),
    '-i',
    sshd.userKeyPath,
    '--known-hosts',
    sshd.knownHostsFile,
  ];
  const captured = await run('capture', ...target, '-o', 'x.umb');
  expect(captured.stderr.replaceAll('\r\x1b[K', '')).not.toMatch(controls);
});
afterAll(async () => {
  if (victim.pid) killTree(victim.pid);
  await sshd.stop();
  rmSync(dir, { recursive: true });
});

describe('names that attack', () => {
  it('were really captured, and forged no frame', async () => {
    const source = await openFile(path.join(dir, 'x.umb'));
    if (!source.ok) throw new Error(source.error.kind);
    const records = await gather(source.value.records(new AbortController().signal));
    expect(source.value.custody().ended).toBe(true);
    const cmdlines = records.find((r) => r.id === 'command-lines');
    expect(Buffer.from(cmdlines!.body).includes('\x1b[31m\x1b[2J<img')).toBe(true);
    expect(records.some((r) => r.collectorId === 'mount-tables' && Buffer.from(r.body).includes('onerror'))).toBe(true);
  });

  it.each(['analyze x.umb', 'analyze x.umb --json', 'report x.umb', 'report x.umb --format json'])(
    'reach the terminal escaped in %s',
    async (line) => {
      const { code, stdout, stderr } = await run(...line.split(' '));
      expect([0, 4]).toContain(code);
      expect(stdout + stderr).not.toMatch(controls);
    },
  );

  it('can be asked for, and are shown for what they are', async () => {
    const place = path.join(dir, hostile);
    const { code, stdout, stderr } = await run('who', place, 'x.umb');
    expect([0, 4], stderr).toContain(code);
    expect(stdout).not.toMatch(controls);
    expect(stdout).not.toMatch(/^No finding/m);
    expect(stdout).toContain('\\x1b[31m\\x1b[2J<img src=x onerror=alert(1)>\\u202e\\nNo finding.');
    const json = await run('who', place, 'x.umb', '--json');
    expect(json.stdout).not.toMatch(controls);
    expect(JSON.parse(json.stdout).needle).toBe(place);
    expect(JSON.stringify(JSON.parse(json.stdout).holders)).toContain('onerror');
  });

  it('are text in the figure', async () => {
    const done = await run(
      'figure',
      'x.umb',
      '--view',
      'namespaces',
      '--focus',
      path.join(dir, hostile),
      '-o',
      'x.svg',
    );
    expect([0, 4], done.stderr).toContain(done.code);
    const svg = readFileSync(path.join(dir, 'x.svg'), 'utf8');
    expect(svg).not.toMatch(/<img/);
    expect(svg.replaceAll('\n', '')).not.toMatch(controls);
  });
});
