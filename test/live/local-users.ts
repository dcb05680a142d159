import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { killTreeOfUser } from '#test/live/process-tree.ts';

/** A temporary local account for one test. Made with useradd, removed by `removeUser`. */
export interface UserWish {
  /** none: sudo refuses; password: sudo asks; nopasswd: `sudo -n` works. */
  readonly sudo?: 'none' | 'password' | 'nopasswd';
  readonly password?: string;
  readonly shell?: string;
  /** More sudoers lines; `%u` becomes the user's name, for instance `Defaults:%u lecture=always`. */
  readonly sudoers?: readonly string[];
}

export interface LocalUser {
  readonly name: string;
  readonly password: string;
  readonly home: string;
}

/** Creates the account. Throws one sentence when this machine does not allow it: a live test never skips silently. */
export function addUser(wish: UserWish, homes: string): LocalUser {
  if (process.getuid?.() !== 0)
    throw new Error('Live SSH tests create temporary users and need root: run them as root.');
  const name = `um${randomBytes(4).toString('hex')}`;
  const password = wish.password ?? `pw-${randomBytes(9).toString('base64url')}`;
  const home = path.join(homes, name);
  const shell = wish.shell ?? '/bin/sh';
  patiently(() => run('useradd', ['--create-home', '--home-dir', home, '--shell', shell, '--user-group', name]));
  patiently(() => run('chpasswd', [], `${name}:${password}\n`));
  const rules = (wish.sudoers ?? []).map((line) => line.replaceAll('%u', name));
  if (wish.sudo === 'password') rules.push(`${name} ALL=(ALL:ALL) ALL`);
  if (wish.sudo === 'nopasswd') rules.push(`${name} ALL=(ALL:ALL) NOPASSWD: ALL`);
  if (rules.length > 0) writeFileSync(sudoersFile(name), `${rules.join('\n')}\n`, { mode: 0o440 });
  return { name, password, home };
}

export function removeUser(user: LocalUser): void {
  killTreeOfUser(Number(run('id', ['-u', user.name])));
  rmSync(sudoersFile(user.name), { force: true });
  rmSync(`/run/sudo/ts/${user.name}`, { force: true });
  rmSync(`/var/lib/sudo/lectured/${user.name}`, { force: true });
  patiently(() => run('userdel', ['--force', user.name]));
  rmSync(user.home, { recursive: true, force: true });
}

const sudoersFile = (name: string) => `/etc/sudoers.d/undermount-test-${name}`;

function run(command: string, args: readonly string[], input = ''): string {
  return execFileSync(command, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Another test process may hold the lock of /etc/passwd for a moment. */
function patiently(work: () => void): void {
  for (let left = 20; ; left -= 1) {
    try {
      work();
      return;
    } catch (error) {
      if (left === 0 || !/lock|try again/i.test(String((error as { stderr?: unknown }).stderr))) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    }
  }
}
