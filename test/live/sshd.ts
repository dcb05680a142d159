/**
 * Debian's own sshd on a loopback port, with a configuration, host keys, users and a client key made for one test.
 *
 *     const sshd = await startSshd({ users: { ops: { sudo: 'nopasswd' } } });
 *     …connect to 127.0.0.1:sshd.port as sshd.users.ops.name with sshd.userKeyPath…
 *     await sshd.stop();
 *
 * The client key opens every user of the fixture and root. Everything made is removed by `stop()`, or when the
 * test process exits without calling it, or, when that was killed, by the next fixture that starts.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { claimFixture, fixturePrefix, sweepLeftovers } from '#test/live/leftovers.ts';
import { addUser, type LocalUser, removeUser, type UserWish } from '#test/live/local-users.ts';
import { killTree } from '#test/live/process-tree.ts';

export type HostKeyType = 'ed25519' | 'ecdsa' | 'rsa';

export interface SshdOptions<Role extends string = string> {
  /** Accounts to make, by the role they play in the test. Without any, one plain user `user` is made. */
  readonly users?: { readonly [R in Role]: UserWish };
  /** Lines put before ours in sshd_config; sshd takes the first of a keyword. */
  readonly config?: readonly string[];
  readonly hostKeyTypes?: readonly HostKeyType[];
  readonly clientKey?: { readonly type?: 'ed25519' | 'rsa' | 'ecdsa'; readonly passphrase?: string };
  /** pid of a process whose mount namespace is to be "the host": sshd and every session live there. */
  readonly inMountNamespaceOf?: number;
}

export interface Sshd<Role extends string = string> {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** `SHA256:…` of the first host key, as `ssh-keygen -lf` prints it. */
  readonly hostKeyFingerprint: string;
  /** One known_hosts line for the first host key. */
  readonly knownHostsLine: string;
  /** A file with that line, for --known-hosts. */
  readonly knownHostsFile: string;
  readonly hostKeyPaths: readonly string[];
  readonly userKeyPath: string;
  /** The first user's name and password. */
  readonly user: string;
  readonly password: string;
  readonly users: { readonly [R in Role]: LocalUser };
  /** A folder of this fixture, removed with it. */
  readonly dir: string;
  /** pid of the listening sshd. */
  readonly pid: number;
  /** What sshd has logged so far (LogLevel VERBOSE). */
  log(): string;
  stop(): Promise<void>;
}

export async function startSshd<Role extends string = 'user'>(options: SshdOptions<Role> = {}): Promise<Sshd<Role>> {
  if (!existsSync('/usr/sbin/sshd'))
    throw new Error('Live SSH tests need /usr/sbin/sshd: apt-get install openssh-server.');
  sweepLeftovers();
  const dir = mkdtempSync(path.join(tmpdir(), fixturePrefix));
  claimFixture(dir);
  execFileSync('chmod', ['755', dir]);
  const made: LocalUser[] = [];
  let pid = 0;
  const cleanUp = () => {
    if (pid) killTree(pid);
    for (const user of made.splice(0)) removeUser(user);
    rmSync(dir, { recursive: true, force: true });
  };
  atExit.add(cleanUp);
  try {
    const wishes = (options.users ?? { user: {} }) as Record<Role, UserWish>;
    const users = {} as Record<Role, LocalUser>;
    for (const role of Object.keys(wishes) as Role[]) {
      users[role] = addUser(wishes[role], dir);
      made.push(users[role]);
    }
    const first = made[0]!;
    const hostKeyPaths = (options.hostKeyTypes ?? ['ed25519', 'ecdsa', 'rsa']).map((type) =>
      makeKey(dir, `host_${type}`, type),
    );
    const userKeyPath = makeKey(dir, 'id', options.clientKey?.type ?? 'ed25519', options.clientKey?.passphrase);
    const port = await freePort();
    const configPath = path.join(dir, 'sshd_config');
    writeFileSync(configPath, config(dir, port, hostKeyPaths, options.config ?? []));
    mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    let log = '';
    const sshd = ['/usr/sbin/sshd', '-D', '-e', '-f', configPath];
    const within = options.inMountNamespaceOf;
    const [command, ...args] =
      within === undefined ? sshd : ['nsenter', `--mount=/proc/${within}/ns/mnt`, '--', ...sshd];
    const child = spawn(command!, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    pid = child.pid!;
    child.stderr.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
    await answers(
      port,
      () => child.exitCode === null,
      () => log,
    );
    const [keyType, key] = readFileSync(`${hostKeyPaths[0]}.pub`, 'utf8').split(' ');
    const knownHostsLine = `[127.0.0.1]:${port} ${keyType} ${key!.trim()}`;
    const knownHostsFile = path.join(dir, 'known_hosts');
    writeFileSync(knownHostsFile, `${knownHostsLine}\n`);
    return {
      host: '127.0.0.1',
      port,
      hostKeyFingerprint: fingerprintOf(hostKeyPaths[0]!),
      knownHostsLine,
      knownHostsFile,
      hostKeyPaths,
      userKeyPath,
      user: first.name,
      password: first.password,
      users,
      dir,
      pid,
      log: () => log,
      stop: async () => {
        atExit.delete(cleanUp);
        const ended = new Promise((resolve) => child.once('exit', resolve));
        const running = child.exitCode === null && child.signalCode === null;
        cleanUp();
        if (running) await ended;
      },
    };
  } catch (error) {
    atExit.delete(cleanUp);
    cleanUp();
    throw error;
  }
}

/** What is still to be cleaned up when the test process ends without calling `stop()`. */
const atExit = new Set<() => void>();
process.once('exit', () => {
  for (const cleanUp of atExit) cleanUp();
});

/** `SHA256:…` as OpenSSH's own tool computes it. */
export function fingerprintOf(keyPath: string): string {
  return execFileSync('ssh-keygen', ['-lf', `${keyPath}.pub`], { encoding: 'utf8' }).split(' ')[1]!;
}

/** Makes a key pair in `dir` and returns the private key's path. */
export function makeKey(dir: string, name: string, type: HostKeyType, passphrase = ''): string {
  const file = path.join(dir, name);
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'undermount test', '-f', file]);
  return file;
}

function config(dir: string, port: number, hostKeys: readonly string[], first: readonly string[]): string {
  return [
    ...first,
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    ...hostKeys.map((file) => `HostKey ${file}`),
    `PidFile ${dir}/sshd.pid`,
    `AuthorizedKeysFile ${dir}/id.pub`,
    // The fixture lives below /tmp, which others may write to.
    'StrictModes no',
    'UsePAM yes',
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication yes',
    'KbdInteractiveAuthentication yes',
    'LogLevel VERBOSE',
    'MaxStartups 100',
    'PrintMotd no',
    'UseDNS no',
    '',
  ].join('\n');
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function answers(port: number, alive: () => boolean, log: () => string): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end && alive(); ) {
    if (await accepts(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`sshd did not start: ${log()}`);
}

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
