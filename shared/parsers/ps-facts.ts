/** What a listing of ps says in the place of /proc/PID/{stat,cmdline,cgroup}: the rows of those parsers. */
import { unreadable } from '#shared/base/absent.ts';
import type { CommandLine } from '#shared/parsers/command-lines.ts';
import type { Parsed } from '#shared/parsers/parsed.ts';
import type { ProcCgroup } from '#shared/parsers/proc-cgroup.ts';
import type { ProcStat } from '#shared/parsers/proc-stat.ts';
import { type PsRow, parsePs } from '#shared/parsers/ps.ts';

const noTicks = unreadable('ps prints no start tick');

export const parsePsStat = (body: Uint8Array): Parsed<readonly ProcStat[]> =>
  mapped(parsePs(body), ({ line, pid, ppid, state, comm, command }) => [
    { line, pid, comm: comm ?? nameIn(command ?? ''), state: state ?? '?', ppid: ppid ?? 0, startTicks: noTicks },
  ]);

/** Arguments are split at spaces, which is wrong for an argument with a space in it. Kernel threads have none. */
export const parsePsCommands = (body: Uint8Array): Parsed<readonly CommandLine[]> =>
  mapped(parsePs(body), ({ line, pid, command }) =>
    command === null ? [] : [{ line, pid, args: /^\[.*\]$/.test(command) ? [] : command.split(' ').filter(Boolean) }],
  );

export const parsePsCgroups = (body: Uint8Array): Parsed<readonly ProcCgroup[]> =>
  mapped(parsePs(body), ({ line, pid, cgroup }) => (cgroup === null ? [] : [{ line, pid, path: cgroup }]));

/** The kernel's name of a process is at most 15 bytes of the program's. */
const nameIn = (command: string) =>
  (/^\[(.*)\]$/s.exec(command)?.[1] ?? command.split(' ')[0]!.split('/').at(-1) ?? '').slice(0, 15);

const mapped = <T>(parsed: Parsed<readonly PsRow[]>, each: (row: PsRow) => readonly T[]): Parsed<readonly T[]> => ({
  value: parsed.value.flatMap(each),
  warnings: parsed.warnings,
});
