/** The lab's guest as tests see it: a shell in it, and the product's command line pointed at it. */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = import.meta.dirname;
const port = process.env.PORT ?? '2222';

export const scratch = mkdtempSync(path.join(tmpdir(), 'undermount-lab-'));

export async function inGuest(command: string): Promise<string> {
  const { stdout } = await run(path.join(here, 'sh.sh'), [command], { maxBuffer: 64 << 20 });
  return stdout.trim();
}

/** Puts the guest back to a snapshot of its disks and memory; boots it where it does not run. */
export async function restore(state: 'healthy' | 'broken'): Promise<void> {
  await run(path.join(here, 'up.sh'), [state]);
}

/** `SHA256:…` of the host key that sshd will offer, read inside the guest. */
export async function hostKeyFingerprint(): Promise<string> {
  const line = await inGuest('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub');
  return line.split(' ')[1]!;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** Runs `undermount ARGS`. `secrets` arrive on descriptor 3, as --secrets-fd 3 wants them. */
export function undermount(args: readonly string[], secrets?: Readonly<Record<string, string>>): Promise<Ran> {
  const began = Date.now();
  const cli = path.resolve('dist/cli/undermount.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout!.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr!.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    (child.stdio[3] as Writable).end(secrets ? JSON.stringify(secrets) : '');
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr, seconds: (Date.now() - began) / 1000 }));
  });
}

/** `undermount capture` of the guest as one of its users, into a bundle. */
export async function capture(
  user: 'root' | 'eng' | 'ops' | 'guest',
  extra: readonly string[],
  secrets?: Readonly<Record<string, string>>,
) {
  const file = path.join(scratch, `${user}-${Date.now()}.umb`);
  const args = [
    'capture',
    `${user}@127.0.0.1`,
    '-p',
    port,
    '-i',
    path.join(here, 'id_ed25519'),
    '--accept-host-key',
    await hostKeyFingerprint(),
  ];
  const ran = await undermount([...args, '-o', file, ...extra, ...(secrets ? ['--secrets-fd', '3'] : [])], secrets);
  return { ...ran, file };
}
