import type { CommandLine } from '#shared/parsers/command-lines.ts';
import type { ProcStat } from '#shared/parsers/proc-stat.ts';

/** The process that stands between an engine and one container; what runs in the container descends from it. */
export interface Shim {
  readonly pid: number;
  readonly containerId: string;
  /** containerd namespace; null where the shim does not say. */
  readonly namespace: string | null;
  readonly line: number;
}

/**
 * Shims by their command line.
 *
 *     containerd-shim-runc-v2 -namespace moby -id <id> -address …      containerd 1.2 and later
 *     containerd-shim -namespace moby -workdir …/moby/<id> …           containerd 1.0, 1.1
 *     docker-containerd-shim <id> /var/run/docker/libcontainerd/<id> … docker 1.11 to 17.05
 *     conmon … -c <id> …                                               podman, cri-o
 */
export function buildShims(stats: readonly ProcStat[], commands: ReadonlyMap<number, CommandLine>): readonly Shim[] {
  return stats.flatMap((stat) => {
    const command = commands.get(stat.pid);
    const program = command?.args[0]?.split('/').at(-1) ?? '';
    if (!command || !/^((docker-)?containerd-shim|conmon$)/.test(program)) return [];
    const id = containerIdIn(program, command.args);
    return id === null
      ? []
      : [
          {
            pid: stat.pid,
            containerId: id,
            namespace: after(command.args, ['-namespace', '--namespace']),
            line: stat.line,
          },
        ];
  });
}

function containerIdIn(program: string, args: readonly string[]): string | null {
  if (program === 'conmon') return after(args, ['-c', '--cid']);
  const id = after(args, ['-id', '--id']) ?? after(args, ['-workdir'])?.split('/').at(-1) ?? args[1] ?? null;
  // `containerd-shim -h` or a CRI shim that serves a whole pod has no id of this form.
  return id !== null && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id) ? id : null;
}

const after = (args: readonly string[], flags: readonly string[]): string | null => {
  const at = args.findIndex((arg) => flags.includes(arg));
  return at < 0 ? null : (args[at + 1] ?? null);
};
