/** The command line against a real sshd: what capture writes, what it asks for, and what is left when it is stopped. */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '#test/electron/cli/run-cli.ts';
import { startLinkProxy } from '#test/live/link-proxy.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

let sshd: Sshd<'plain' | 'sudoer'>;
let dir: string;
beforeAll(async () => {
  sshd = await startSshd({ users: { plain: {}, sudoer: { sudo: 'password' } } });
});
afterAll(() => sshd.stop());
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'um-cli-'));
  return () => rmSync(dir, { recursive: true });
});

const at = (user = 'root') => ['capture', `${user}@127.0.0.1`, '-p', String(sshd.port)];
const known = () => ['--known-hosts', sshd.knownHostsFile];
const key = () => ['-i', sshd.userKeyPath];
const run = (args: readonly string[], world = {}) => runCli(args, { directory: dir, ...world });
/** Collectors without a second sample, so that a capture takes a second. */
const quick = ['--only', 'host,settings,swaps'];

/** Runs with a descriptor that gives these secrets. */
async function withSecrets<T>(secrets: object, work: (fd: string) => Promise<T>): Promise<T> {
  const file = path.join(dir, 'secrets');
  writeFileSync(file, JSON.stringify(secrets));
  const fd = openSync(file, 'r');
  rmSync(file);
  try {
    return await work(String(fd));
  } finally {
    closeSync(fd);
  }
}

const statuses = (answer: { completeness: readonly { collector: string; status: string }[] }) =>
  answer.completeness.map((c) => `${c.collector} ${c.status}`);

describe('capture', () => {
  it('writes a bundle that verifies and opens to the same answer as the live capture', async () => {
    const live = await run([...at(), ...known(), ...key(), '-o', 'x.umb', '--json']);
    const opened = await run(['analyze', 'x.umb', '--json']);
    const { source: liveSource, ...liveAnswer } = JSON.parse(live.stdout);
    const { source: openedSource, ...openedAnswer } = JSON.parse(opened.stdout);
    expect(openedAnswer).toEqual(liveAnswer);
    expect(openedSource).toEqual({ ...liveSource, kind: 'bundle' });
    // Where this machine refuses even root something, the capture is partial and both say so.
    const whole = statuses(liveAnswer).every((line) => /(ok|not-applicable)$/.test(line));
    expect([live.code, opened.code], live.stderr).toEqual(whole ? [0, 0] : [4, 4]);
    expect(statuses(liveAnswer).filter((line) => /(cut|timeout)$/.test(line))).toEqual([]);
    expect((await run(['verify', 'x.umb'])).code).toBe(0);
    expect(readdirSync(dir)).toEqual(['x.umb']);
  });

  it('names the file after host and time, and prints nothing else, when no -o is given', async () => {
    const done = await run([...at(), ...known(), ...key(), ...quick]);
    expect(done.stdout).toMatch(/^127\.0\.0\.1-\d{8}T\d{6}Z\.umb\n$/);
    expect(readdirSync(dir)).toEqual([done.stdout.trim()]);
    expect(done.code).toBe(4); // --only leaves the rest unread
  });

  it('keeps a sealed, partial bundle when it is interrupted', async () => {
    const stop = new AbortController();
    const running = run([...at(), ...known(), ...key(), '-o', 'x.umb'], { interrupted: stop.signal });
    await until(
      () => readdirSync(dir).includes('x.umb.part') && readFileSync(path.join(dir, 'x.umb.part')).includes('000005-'),
    );
    stop.abort();
    const done = await running;
    expect(done.code, done.stderr).toBe(4);
    expect(done.stderr).toContain('Cancelled. What had arrived is kept.');
    expect((await run(['verify', 'x.umb'])).code).toBe(0);
    const opened = await run(['analyze', 'x.umb', '--json']);
    expect(opened.code).toBe(4);
    const { completeness } = JSON.parse(opened.stdout) as { completeness: { status: string }[] };
    expect(completeness.some((c) => c.status === 'cut')).toBe(true);
  });

  it('keeps what had arrived, and says where the link was cut', async () => {
    const proxy = await startLinkProxy(sshd.port, { cutAfter: 40_000 });
    const trust = ['--known-hosts', path.join(dir, 'empty'), '--accept-host-key', sshd.hostKeyFingerprint];
    writeFileSync(path.join(dir, 'empty'), '');
    const done = await run(['capture', 'root@127.0.0.1', '-p', String(proxy.port), ...trust, ...key(), '-o', 'x.umb']);
    proxy.stop();
    expect(proxy.fired()).toBeGreaterThan(0);
    expect(done).toMatchObject({ code: 4, stdout: 'x.umb\n' });
    expect(done.stderr).toMatch(/was cut after \d+ bytes. What had arrived is kept/);
    expect((await run(['verify', 'x.umb'])).code).toBe(0);
    expect((await run(['analyze', 'x.umb'])).stdout).toContain('The capture was cut before its end');
  });

  it('leaves a file that opens when it is killed', async () => {
    const args = [...at(), ...known(), ...key(), '-o', path.join(dir, 'x.umb')];
    const child = spawn(process.execPath, ['electron/cli/undermount.ts', ...args], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const part = path.join(dir, 'x.umb.part');
    await until(() => readdirSync(dir).includes('x.umb.part') && readFileSync(part).includes('000005-'));
    child.kill('SIGKILL');
    await ended;
    expect(readdirSync(dir)).toEqual(['x.umb.part']);
    const opened = await run(['analyze', 'x.umb.part', '--json']);
    expect(opened.code, opened.stderr).toBe(4);
    expect(
      JSON.parse(opened.stdout).completeness.find((c: { collector: string }) => c.collector === 'host').status,
    ).toBe('ok');
  });

  it('fails before anybody is asked when the file cannot be written', async () => {
    const done = await run([...at(), ...known(), ...key(), '-o', 'no/such/x.umb']);
    expect(done).toMatchObject({ code: 2, stdout: '' });
    expect(done.stderr).toContain('no such file or directory');
  });
});

describe('an unknown host key', () => {
  it('is refused with its fingerprint, and nothing is left behind', async () => {
    const empty = path.join(dir, 'empty');
    writeFileSync(empty, '');
    const before = sshd.log().length;
    const done = await run([...at(), '--known-hosts', empty, ...key(), '-o', 'x.umb']);
    expect(done).toMatchObject({ code: 3, stdout: '' });
    expect(done.stderr).toContain(`--accept-host-key ${sshd.hostKeyFingerprint}`);
    expect(sshd.log().slice(before)).not.toMatch(/Accepted|Failed|publickey/);
    expect(readdirSync(dir)).toEqual(['empty']);
  });

  it('is accepted when exactly it was named, and refused when another one was', async () => {
    const empty = path.join(dir, 'empty');
    writeFileSync(empty, '');
    const accept = (fingerprint: string) =>
      run([...at(), '--known-hosts', empty, ...key(), ...quick, '--accept-host-key', fingerprint, '-o', 'x.umb']);
    expect(await accept(`SHA256:${'A'.repeat(43)}`)).toMatchObject({ code: 3 });
    expect((await accept(sshd.hostKeyFingerprint)).code).toBe(4);
    expect(readFileSync(empty, 'utf8')).toBe('');
  });
});

describe('secrets', () => {
  it('come from a descriptor: password of the login, and of sudo', async () => {
    const { name, password } = sshd.users.sudoer;
    const done = await withSecrets({ password, sudoPassword: password }, (fd) =>
      run([
        ...at(name),
        ...known(),
        '-i',
        sshd.userKeyPath,
        ...quick,
        '--elevate',
        'sudo',
        '--secrets-fd',
        fd,
        '-o',
        'x.umb',
      ]),
    );
    expect(done.stderr).not.toContain(password);
    const opened = await run(['analyze', 'x.umb', '--json']);
    expect(JSON.parse(opened.stdout).host.privilege).toContain('root');
    expect(readFileSync(path.join(dir, 'x.umb')).includes(password)).toBe(false);
  });

  it('that are needed and cannot be asked for are named, with the option that gives them', async () => {
    const done = await run([...at(sshd.users.sudoer.name), ...known(), ...key(), '--elevate', 'sudo', '-o', 'x.umb']);
    expect(done).toMatchObject({ code: 3, stdout: '' });
    expect(done.stderr).toContain('--secrets-fd');
    expect(readdirSync(dir)).toEqual([]);
  });

  it('that are no JSON object of ours are wrong usage, and are not repeated', async () => {
    const done = await withSecrets({ passwort: 'geheim' }, (fd) => run([...at(), ...known(), '--secrets-fd', fd]));
    expect(done.code).toBe(2);
    expect(done.stderr).not.toContain('geheim');
  });

  it('are asked for on the terminal, and never shown there', async () => {
    const { name, password } = sshd.users.sudoer;
    const command = [process.execPath, 'electron/cli/undermount.ts', ...at(name), ...known(), ...key(), ...quick];
    const quoted = [...command, '--elevate', 'sudo', '-o', path.join(dir, 'x.umb')].map((w) => `'${w}'`).join(' ');
    const child = spawn('script', ['-qec', quoted, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let shown = '';
    child.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()));
    const code = new Promise((resolve) => child.once('exit', resolve));
    await until(() => /Password for sudo/.test(shown));
    child.stdin.write(`${password}X\x7f\r`);
    expect(await code, shown).toBe(4);
    expect(shown).not.toContain(password);
    expect((await run(['verify', 'x.umb'])).code).toBe(0);
  });
});

describe('script output', () => {
  it('of the printed script opens to what a capture of the same host gives', async () => {
    const captured = JSON.parse((await run([...at(), ...known(), ...key(), '-o', 'x.umb', '--json'])).stdout);
    const printed = await run(['script']);
    expect(printed.code).toBe(0);
    const out = path.join(dir, 'host.out');
    const sh = spawn('sh', [], { stdio: ['pipe', openSync(out, 'w'), 'ignore'] });
    sh.stdin!.end(printed.stdout);
    await new Promise((resolve) => sh.once('exit', resolve));
    const opened = await run(['analyze', 'host.out', '--json']);
    const answer = JSON.parse(opened.stdout);
    expect(answer.source.kind).toBe('script-output');
    expect(statuses(answer)).toEqual(statuses(captured));
    expect(answer.host).toMatchObject({ name: captured.host.name, bootId: captured.host.bootId });
  });
});

describe('a live source', () => {
  it('is analysed without a file', async () => {
    const done = await run(['analyze', `ssh://root@127.0.0.1:${sshd.port}`, ...known(), ...key(), ...quick, '--json']);
    expect(done.code, done.stderr).toBe(4);
    expect(JSON.parse(done.stdout).source).toMatchObject({ kind: 'live' });
    expect(readdirSync(dir)).toEqual([]);
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let left = 600; !condition(); left -= 1) {
    if (left === 0) throw new Error('it did not happen in a minute');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
