/**
 * A real incident on this machine, in mount namespaces of its own that vanish with their processes.
 *
 * "The host" is a private namespace with a shared root, an empty /var/lib and docker's files for one dead
 * container (constructed: no dockerd runs here). Its shm was mounted for real; a process in a private copy of
 * the host's namespace came; then the shm was unmounted where docker is. The copy keeps it: incident I-3.
 * The keeper's name, its arguments, and a mount it also has are as hostile as the kernel allows.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { killTree } from '#test/live/process-tree.ts';

/** 14 bytes of 15: HTML, an ANSI colour, a right-to-left override, a newline. */
export const hostileComm = '<b>\u001b[7m\u202e\nx';
/** What a table, a log and a JSON file must carry as text and no page may take for markup. */
export const hostileFolder = '<img src=x onerror=alert(1)>\u001b[31m\u202egnp\n\u001eUMREC forged';
export const hostileArgument = '<script>document.title="pwned"</script>\u001b]0;pwned\u0007';
/** Docker's names allow no markup; what it stores is what it was given, so its file can hold anything. */
export const containerName = 'web-<i>1</i>';

export interface Incident {
  /** Drawn for this incident: two runs on one machine do not see each other's. */
  readonly containerId: string;
  /** Lives in "the host": sshd is to be started in its mount namespace. */
  readonly hostPid: number;
  /** The process that keeps the shm. */
  readonly keeperPid: number;
  readonly shmPath: string;
  stop(): void;
}

export async function makeIncident(): Promise<Incident> {
  const containerId = randomBytes(32).toString('hex');
  const dir = mkdtempSync(path.join(os.tmpdir(), 'um-incident-'));
  const script = path.join(dir, 'host.sh');
  writeFileSync(script, hostScript);
  const host = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', script], {
    env: {
      PATH: process.env.PATH,
      COMM: hostileComm,
      FOLDER: hostileFolder,
      ARGUMENT: hostileArgument,
      ID: containerId,
      CONFIG: JSON.stringify(containerConfig(containerId)),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const stop = () => {
    killTree(host.pid!);
    rmSync(dir, { recursive: true, force: true });
  };
  process.once('exit', stop);
  let said = '';
  for await (const chunk of host.stdout) {
    said += String(chunk);
    if (said.includes('ready\n')) break;
  }
  const keeperPid = Number(/keeper (\d+)/.exec(said)?.[1]);
  if (!said.includes('ready\n') || !keeperPid) {
    stop();
    throw new Error(`the incident could not be made: ${said}`);
  }
  return {
    containerId,
    hostPid: host.pid!,
    keeperPid,
    shmPath: `/var/lib/docker/containers/${containerId}/mounts/shm`,
    stop() {
      process.removeListener('exit', stop);
      stop();
    },
  };
}

const containerConfig = (containerId: string) => ({
  State: {
    Running: false,
    Dead: true,
    RemovalInProgress: false,
    Pid: 0,
    ExitCode: 0,
    StartedAt: '2024-01-01T00:00:00Z',
    FinishedAt: '2024-01-02T00:00:00Z',
  },
  ID: containerId,
  Created: '2024-01-01T00:00:00Z',
  Name: `/${containerName}`,
  Driver: 'overlay2',
  Config: { Image: 'busybox', Env: [], Labels: {} },
  ShmPath: `/var/lib/docker/containers/${containerId}/mounts/shm`,
  MountPoints: {},
});

/** Mounts only below its own namespace's /var/lib; nothing of it is visible outside. */
const hostScript = `
set -e
mount -t tmpfs -o mode=755 lib /var/lib
mount --make-rshared /
c=/var/lib/docker/containers/$ID
mkdir -p "$c/mounts/shm" /var/lib/bin
printf '%s' "$CONFIG" > "$c/config.v2.json"
printf '{}' > "$c/hostconfig.json"
mount -t tmpfs -o size=64k shm "$c/mounts/shm"
cp "$(command -v sleep)" "/var/lib/bin/$COMM"
unshare --mount --propagation private bash -c '
  mkdir -p "/var/lib/$FOLDER"
  mount --bind "$1" "/var/lib/$FOLDER"
  # sleep takes every argument as a duration and refuses this one, so it goes into argv[0].
  exec -a "$ARGUMENT" "/var/lib/bin/$COMM" infinity
' bash "$c/mounts/shm" &
keeper=$!
until [ "/proc/$keeper/exe" -ef "/var/lib/bin/$COMM" ]; do kill -0 "$keeper"; done
umount "$c/mounts/shm"
echo "keeper $keeper"
echo ready
exec cat
`;
