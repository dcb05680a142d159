/** Parser for `/proc/PID/cmdline` of many processes (file-lines): arguments end with NUL. Kernel threads have none. */
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import type { Parsed } from '#shared/parsers/parsed.ts';

export interface CommandLine {
  readonly line: number;
  readonly pid: number;
  readonly args: readonly string[];
}

export function parseCommandLines(body: Uint8Array): Parsed<readonly CommandLine[]> {
  const files = parseFileLines(body);
  const value: CommandLine[] = [];
  const warnings = [...files.warnings];
  for (const { line, path, text } of files.value) {
    const pid = /^\/proc\/(\d+)\/cmdline$/.exec(path)?.[1];
    if (pid === undefined) warnings.push({ line, expected: 'a path /proc/PID/cmdline' });
    else value.push({ line, pid: Number(pid), args: text === '' ? [] : text.replace(/\0$/, '').split('\0') });
  }
  return { value, warnings };
}
