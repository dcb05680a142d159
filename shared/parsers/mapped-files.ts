/**
 * Parser for mapped files, each once per process.
 *
 *     5677<TAB>fd:10<TAB>131<TAB>/app/tail
 *     PID  MAJ:MIN(hex) INODE    PATH, escaped as /proc/PID/maps has it: only newline, as `\012`
 *
 * Source: `show_map_vma` in fs/proc/task_mmu.c.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface MappedFile {
  readonly line: number;
  readonly pid: number;
  readonly device: string;
  readonly inode: number;
  readonly path: string;
}

export function parseMappedFiles(body: Uint8Array): Parsed<readonly MappedFile[]> {
  const value: MappedFile[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = /^(\d+)\t([0-9a-f]+):([0-9a-f]+)\t(\d+)\t(.*)$/s.exec(raw);
    if (!match) {
      if (raw !== '') warnings.push({ line, expected: 'pid, device in hex, inode and path' });
      return;
    }
    const [, pid, major, minor, inode, path] = match;
    value.push({
      line,
      pid: Number(pid),
      device: `${Number.parseInt(major!, 16)}:${Number.parseInt(minor!, 16)}`,
      inode: Number(inode),
      path: path!.replaceAll('\\012', '\n'),
    });
  });
  return { value, warnings };
}
