import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeUser } from '#test/live/local-users.ts';
import { killTree } from '#test/live/process-tree.ts';

/** Folders of fixtures; one holds its users' homes, and `owner`: the process that made it. */
export const fixturePrefix = 'um-sshd-';

export function claimFixture(dir: string): void {
  writeFileSync(path.join(dir, 'owner'), identity(process.pid) ?? '');
}

/** Removes what fixtures left whose process was killed before it could clean up: sshd, users, sudoers files, folders. */
export function sweepLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((n) => n.startsWith(fixturePrefix))) {
    const dir = path.join(tmpdir(), name);
    const owner = textOf(path.join(dir, 'owner'));
    if (owner === null || owner === identity(Number(owner.split(' ')[0]))) continue;
    const pid = Number(textOf(path.join(dir, 'sshd.pid')));
    if (pid > 1 && textOf(`/proc/${pid}/cmdline`)?.includes(`${dir}/sshd_config`)) killTree(pid);
    for (const [user = '', , , , , home = ''] of accounts()) {
      if (/^um[0-9a-f]{8}$/.test(user) && path.dirname(home) === dir) removeUser({ name: user, password: '', home });
    }
    rmSync(dir, { recursive: true, force: true });
  }
}

const accounts = () =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));

/** pid and start ticks: a pid alone may have been given to another process since. */
function identity(pid: number): string | null {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat === null ? null : `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
