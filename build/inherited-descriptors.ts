import type { StdioOptions } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';

/**
 * The child's descriptors: the first three, and the one that `--secrets-fd N` names.
 *
 * Node marks inherited descriptors close-on-exec, so npm does not hand descriptor 3 and above down
 * to us. On Linux npm itself still has it: it is opened again through its entry in /proc. Where that
 * is impossible the child sees a closed descriptor and says what it needs.
 */
export function descriptorsFor(args: readonly string[]): StdioOptions {
  const wanted = secretsDescriptor(args);
  const stdio: StdioOptions = ['inherit', 'inherit', 'inherit'];
  if (wanted === null || wanted < 3) return stdio;
  const npm = ancestorRunningNpm();
  const source = npm === null ? wanted : reopen(npm, wanted);
  if (source === null) return stdio;
  return [...stdio, ...Array.from({ length: wanted - 3 }, () => 'ignore' as const), source];
}

function secretsDescriptor(args: readonly string[]): number | null {
  const at = args.findIndex((arg) => arg === '--secrets-fd' || arg.startsWith('--secrets-fd='));
  if (at < 0) return null;
  const text = args[at]!.split('=')[1] ?? args[at + 1] ?? '';
  return /^\d{1,3}$/.test(text) ? Number(text) : null;
}

/** Pid of the npm that runs this script, or null when it was started directly. npm, its shell, us: two or three steps. */
function ancestorRunningNpm(): number | null {
  let pid = process.ppid;
  for (let step = 0; step < 4 && pid > 1; step++) {
    const command = read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '';
    if (/^npm( |$)|\bnpm(-cli\.js)? /.test(command) && !command.startsWith('sh ')) return pid;
    pid = Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? 0);
  }
  return null;
}

function reopen(pid: number, descriptor: number): number | null {
  try {
    return openSync(`/proc/${pid}/fd/${descriptor}`, 'r');
  } catch {
    return null;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
