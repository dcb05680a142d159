/**
 * Parser for what lsns(8) prints.
 *
 *             NS TYPE   NPROCS   PID USER  COMMAND
 *     4026531841 mnt       235     1 root  /sbin/init splash
 *     4026532570 mnt         1  4242 root  ├─/usr/bin/sleep 600
 *     4026532608 net         0       root
 *
 * One row a namespace; PID is the lowest of those in it. A namespace that only a file keeps has no PID. The heading says
 * which columns there are; COMMAND is the last. Numbers are right-aligned under their heading, but a text that went through
 * a ticket keeps no columns, so words are counted. Source: sys-utils/lsns.c (util-linux).
 */
import { unreadable } from '#shared/base/absent.ts';
import type { CommandLine } from '#shared/parsers/command-lines.ts';
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Link } from '#shared/parsers/links.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';
import type { ProcStat } from '#shared/parsers/proc-stat.ts';

export interface LsnsRow {
  readonly line: number;
  readonly inode: number;
  readonly type: string;
  /** Null: nobody is in it. */
  readonly pid: number | null;
  readonly command: string;
}

/** The tree of `lsns --tree`, in lines or in ASCII. */
const drawn = /^[\u2500-\u257f|`-]+\s*/;

export function parseLsns(body: Uint8Array): Parsed<readonly LsnsRow[]> {
  const value: LsnsRow[] = [];
  const warnings: ParseWarning[] = [];
  let heading: readonly string[] | null = null;
  eachLine(decodeText(body), (raw, line) => {
    const words = raw.trim().replace(drawn, '').split(/\s+/);
    if (words[0] === 'NS' && words.includes('PID')) heading = words;
    else if (raw.trim() !== '') {
      const row = heading && rowOf(line, words, heading);
      if (row) value.push(row);
      else warnings.push({ line, expected: 'a namespace, its type and the columns of the heading' });
    }
  });
  return { value, warnings };
}

function rowOf(line: number, words: readonly string[], heading: readonly string[]): LsnsRow | null {
  const [inode = '', type = ''] = words;
  if (!/^\d{1,10}$/.test(inode) || !/^[a-z]+$/.test(type) || heading[1] !== 'TYPE') return null;
  const pid = words[heading.indexOf('PID')] ?? '';
  const last = heading.indexOf('COMMAND');
  const isLived = /^\d{1,9}$/.test(pid) && pid !== '0';
  const command = last < 0 || !isLived ? '' : words.slice(last).join(' ').replace(drawn, '');
  return { line, inode: Number(inode), type, pid: isLived ? Number(pid) : null, command };
}

const linked = new Set(['mnt', 'net']);

/** As the links that they stand for, `/proc/PID/ns/mnt` to `mnt:[INODE]`; those of other types are not asked for. */
export const parseLsnsLinks = (body: Uint8Array): Parsed<readonly Link[]> =>
  mapped(body, ({ line, inode, type, pid }) =>
    pid === null || !linked.has(type) ? [] : [{ line, path: `/proc/${pid}/ns/${type}`, target: `${type}:[${inode}]` }],
  );

const noTicks = unreadable('lsns prints no start tick');

/** A process stands once, however many namespaces it is the first of. */
export function parseLsnsStat(body: Uint8Array): Parsed<readonly ProcStat[]> {
  const seen = new Set<number>();
  return mapped(body, ({ line, pid, command }) => {
    if (pid === null || seen.size === seen.add(pid).size) return [];
    const comm = (command.split(' ')[0]!.split('/').at(-1) ?? '').slice(0, 15);
    return [{ line, pid, comm, state: '?', ppid: 0, startTicks: noTicks }];
  });
}

/** Arguments are split at spaces, which is wrong for an argument with a space in it. */
export const parseLsnsCommands = (body: Uint8Array): Parsed<readonly CommandLine[]> =>
  mapped(body, ({ line, pid, command }) =>
    pid === null || command === '' ? [] : [{ line, pid, args: command.split(' ') }],
  );

function mapped<T>(body: Uint8Array, each: (row: LsnsRow) => readonly T[]): Parsed<readonly T[]> {
  const { value, warnings } = parseLsns(body);
  return { value: value.flatMap(each), warnings };
}
