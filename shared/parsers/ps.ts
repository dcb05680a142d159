/**
 * Parser for what ps(1) prints, as sosreports keep it: one or several listings (file-lines), joined by pid.
 *
 *     /sos_commands/process/ps_axo_…:    PID    PPID USER     GROUP        LWP NLWP START COMMAND         CGROUP
 *     /sos_commands/process/ps_axo_…:      1       0 root     root           1    1 18:32 systemd         0::/init.scope
 *     /sos_commands/process/ps_axo_…:4 S     0       1       0 … do_epoll_wait  Fri Nov 20 18:32:20 2026 ? 00:00:32 /sbin/init
 *
 * The heading says which words come before the last, free column; STARTED is five words (lstart). A listing of threads
 * repeats the pid, or prints `-` for it: only the process's own row counts. The command line is joined by spaces, so
 * where an argument ends cannot be told. Source: ps(1) of procps, `output.c`.
 */
import { type FileText, parseFileLines } from '#shared/parsers/file-lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface PsRow {
  /** Of the first listing that has the process. */
  readonly line: number;
  readonly pid: number;
  readonly ppid: number | null;
  /** First letter of the state. */
  readonly state: string | null;
  readonly comm: string | null;
  /** As printed, arguments joined by spaces; `[name]` for a kernel thread. */
  readonly command: string | null;
  /** In the unified or systemd hierarchy, else the longest; null where ps prints `-`. */
  readonly cgroup: string | null;
}

export function parsePs(body: Uint8Array): Parsed<readonly PsRow[]> {
  const files = parseFileLines(body);
  const rows = new Map<number, PsRow>();
  const warnings: ParseWarning[] = [...files.warnings];
  for (const file of files.value) readListing(file, rows, warnings);
  return { value: [...rows.values()], warnings };
}

function readListing({ line: first, text }: FileText, rows: Map<number, PsRow>, warnings: ParseWarning[]): void {
  const [heading = '', ...lines] = text.split('\n');
  const names = heading.trim().split(/\s+/);
  if (!names.includes('PID')) {
    warnings.push({ line: first, expected: 'the heading of ps with a PID' });
    return;
  }
  for (const [at, raw] of lines.entries()) {
    const line = first + at + 1;
    if (raw.trim() === '') continue;
    const fields = fieldsOf(raw, names);
    const pid = numberOf(fields?.get('PID'));
    // Below the row of its process ps prints a thread with "-" for the pid, or with the pid and another LWP.
    if (fields === null || pid === null) {
      if (!/^\s*\S+\s+-\s/.test(raw)) warnings.push({ line, expected: 'a row with as many words as the heading' });
      continue;
    }
    const lwp = numberOf(fields.get('LWP'));
    if (lwp !== null && lwp !== pid) continue;
    const known = rows.get(pid);
    const row = rowOf(line, pid, fields);
    rows.set(pid, known ? joined(known, row) : row);
  }
}

/** Words before the last column; then the last column, which may hold spaces. Null: the row is too short. */
function fieldsOf(raw: string, names: readonly string[]): ReadonlyMap<string, string> | null {
  const last = names.at(-1)!;
  const hasCgroup = last === 'CGROUP';
  const plain = hasCgroup ? names.slice(0, -2) : names.slice(0, -1);
  const fields = new Map<string, string>();
  const word = /\s*(\S+)/y;
  for (const name of plain) {
    const words: string[] = [];
    for (let left = name === 'STARTED' ? 5 : 1; left > 0; left -= 1) {
      const match = word.exec(raw);
      if (!match) return null;
      words.push(match[1]!);
    }
    fields.set(name, words.join(' '));
  }
  const rest = raw.slice(word.lastIndex).replace(/^ /, '');
  // Longer is no name and cgroup, and the pattern below would take its time over it.
  if (hasCgroup && rest.length > 16_384) return null;
  if (!hasCgroup) return fields.set(last, rest.replace(/^ +/, ''));
  const match = /^(.*?)\s+(-|\d+:[^/]*:\/.*)$/s.exec(rest.trimEnd());
  if (!match) return null;
  return fields.set('COMM', match[1]!.trim()).set('CGROUP', match[2]!);
}

function rowOf(line: number, pid: number, fields: ReadonlyMap<string, string>): PsRow {
  const state = fields.get('S') ?? fields.get('STAT');
  const cgroup = fields.get('CGROUP');
  const command = fields.get('CMD') ?? fields.get('COMMAND') ?? null;
  return {
    line,
    pid,
    ppid: numberOf(fields.get('PPID')),
    state: state && state !== '-' ? state[0]! : null,
    comm: fields.get('COMM') ?? null,
    command: command === '-' ? null : command,
    cgroup: cgroup === undefined || cgroup === '-' ? null : cgroupPath(cgroup),
  };
}

const joined = (a: PsRow, b: PsRow): PsRow => ({
  line: a.line,
  pid: a.pid,
  ppid: a.ppid ?? b.ppid,
  state: a.state ?? b.state,
  comm: a.comm ?? b.comm,
  command: a.command ?? b.command,
  cgroup: a.cgroup ?? b.cgroup,
});

/** `12:pids:/a,1:name=systemd:/b,0::/c` to one path, chosen as shared/parsers/proc-cgroup.ts does. */
function cgroupPath(text: string): string | null {
  let best: { readonly path: string; readonly weight: number } | null = null;
  for (const part of text.split(/,(?=\d+:)/)) {
    const match = /^\d+:([^:]*):(\/.*)$/s.exec(part);
    if (!match) continue;
    const [, controllers, path] = match as unknown as [string, string, string];
    const weight = path === '/' ? 0 : controllers === '' ? 1e6 : controllers === 'name=systemd' ? 1e5 : path.length;
    if (best === null || weight > best.weight) best = { path, weight };
  }
  return best?.path ?? null;
}

const numberOf = (word: string | undefined): number | null =>
  word !== undefined && /^\d{1,10}$/.test(word) ? Number(word) : null;
