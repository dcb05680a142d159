/**
 * Parser for `/proc/PID/cgroup` of many processes (file-lines).
 *
 *     /proc/42/cgroup:0::/system.slice/docker.service        unified hierarchy
 *     /proc/42/cgroup:1:name=systemd:/docker/<id>            version 1
 *                     (hierarchy):(controllers):(path; may have colons)
 *
 * One row a process: the unified path; on version 1 the systemd one; else the longest. A process that a
 * hybrid host keeps at `0::/` is named by its version 1 path.
 */
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface ProcCgroup {
  readonly line: number;
  readonly pid: number;
  readonly path: string;
}

export function parseProcCgroup(body: Uint8Array): Parsed<readonly ProcCgroup[]> {
  const files = parseFileLines(body);
  const value: ProcCgroup[] = [];
  const warnings: ParseWarning[] = [...files.warnings];
  for (const { line, path, text } of files.value) {
    const pid = /^\/proc\/(\d+)\/cgroup$/.exec(path)?.[1];
    const rows = text.split('\n').map((row) => /^(\d+):([^:]*):(\/.*)$/s.exec(row));
    const best = rows
      .filter((row) => row !== null)
      .map(([, , controllers, cgroup]) => ({ cgroup: cgroup!, weight: weightOf(controllers!, cgroup!) }))
      .reduce<{ cgroup: string; weight: number } | null>((a, b) => (a && a.weight >= b.weight ? a : b), null);
    if (pid === undefined || best === null) warnings.push({ line, expected: 'hierarchy, controllers and a path' });
    else value.push({ line, pid: Number(pid), path: best.cgroup });
  }
  return { value, warnings };
}

const weightOf = (controllers: string, cgroup: string) =>
  cgroup === '/' ? 0 : controllers === '' ? 1e6 : controllers === 'name=systemd' ? 1e5 : cgroup.length;
