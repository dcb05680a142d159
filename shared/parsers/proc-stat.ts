/**
 * Parser for `/proc/PID/stat` of many processes (file-lines).
 *
 *     /proc/42/stat:42 (comm) S 1 42 42 0 -1 … 73912 …
 *                   (1) (2)  (3)(4)             (22)
 *
 * The name in parentheses may hold any byte, also `)` and newlines, so it ends at the last `)`.
 * Source: `do_task_stat` in fs/proc/array.c; proc_pid_stat(5).
 */
import type { Absent } from '#shared/base/absent.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface ProcStat {
  readonly line: number;
  readonly pid: number;
  readonly comm: string;
  readonly state: string;
  readonly ppid: number;
  /** Clock ticks after boot; absent where another tool than /proc told of the process. */
  readonly startTicks: number | Absent;
}

export function parseProcStat(body: Uint8Array): Parsed<readonly ProcStat[]> {
  const files = parseFileLines(body);
  const value: ProcStat[] = [];
  const warnings: ParseWarning[] = [...files.warnings];
  for (const { line, path, text } of files.value) {
    const open = text.indexOf(' (');
    const close = text.lastIndexOf(') ');
    const pid = Number(/^\/proc\/(\d+)\/stat$/.exec(path)?.[1] ?? Number.NaN);
    const fields = text.slice(close + 2).split(' ');
    const [state, ppid] = fields;
    const startTicks = fields[19];
    if (
      open < 0 ||
      close < open ||
      String(pid) !== text.slice(0, open) ||
      !state ||
      !isNumber(ppid) ||
      !isNumber(startTicks)
    ) {
      warnings.push({ line, expected: 'pid, (name), state, parent and start time of /proc/PID/stat' });
      continue;
    }
    value.push({
      line,
      pid,
      comm: text.slice(open + 2, close),
      state,
      ppid: Number(ppid),
      startTicks: Number(startTicks),
    });
  }
  return { value, warnings };
}

const isNumber = (field: string | undefined): field is string => field !== undefined && /^\d+$/.test(field);
