/**
 * Parser for `lsof -b +M -n -l -c ''`, as sosreports keep it.
 *
 *     COMMAND  PID  TID USER   FD   TYPE DEVICE SIZE/OFF    NODE NAME
 *     sleep   5229        0  cwd    DIR 253,15       90     131 /rootfs
 *     python3 5231        0    7r   REG    0,4        0 4026532570 mnt
 *
 * FD: a number with its mode, or cwd, rtd (the root), txt (the program), mem (mapped). DEVICE is the filesystem's number,
 * but of a device node the one that it names. The name of a file that was deleted or cannot be looked at carries a note in
 * parentheses. Columns may be empty, so rows are read by their shape. Source: lsof(8), print.c.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import type { PathDevice } from '#shared/parsers/devices.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Link } from '#shared/parsers/links.ts';
import type { MappedFile } from '#shared/parsers/mapped-files.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface LsofRow {
  readonly line: number;
  readonly pid: number;
  /** `cwd`, `rtd`, `txt`, `mem`, or the number of the descriptor as text. */
  readonly fd: string;
  readonly type: string;
  /** `major:minor` as printed; null where the column is empty. */
  readonly device: string | null;
  readonly inode: string | null;
  readonly name: string;
}

const row =
  /^(\S+) +(\d+) +(?:(\d+) +)?(?:(\S+) +)?(cwd|rtd|txt|mem|mmap|DEL|err|NOFD|\d+)[rwu -]?[rRwWuUNxX ]? +(\S+) +(.*)$/s;
const tail = /^(?:(\d+),(\d+) +)?(?:(?:0t\d+|0x[0-9a-f]+|\d+) +)?(?:(\d+) +)?(\S.*)$/s;

export function parseLsof(body: Uint8Array): Parsed<readonly LsofRow[]> {
  const value: LsofRow[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    if (raw === '' || /^COMMAND +PID /.test(raw) || raw.startsWith('lsof: ') || raw.startsWith('      Output ')) return;
    const match = row.exec(raw);
    const rest = match && tail.exec(match[7]!);
    if (!match || !rest) {
      warnings.push({ line, expected: 'command, pid, user, descriptor, type, device, size, node and name' });
      return;
    }
    // A row of a thread repeats its process's files.
    if (match[3] !== undefined && match[4] !== undefined && match[3] !== match[2]) return;
    const [, major, minor, inode, name] = rest;
    value.push({
      line,
      pid: Number(match[2]),
      fd: match[5]!,
      type: match[6]!,
      device: major === undefined ? null : `${major}:${minor}`,
      inode: inode ?? null,
      name: name!,
    });
  });
  return { value, warnings };
}

const linkOf: Readonly<Record<string, string>> = { cwd: 'cwd', rtd: 'root', txt: 'exe' };

const pathOf = ({ pid, fd }: LsofRow): string | null =>
  linkOf[fd] !== undefined ? `/proc/${pid}/${linkOf[fd]}` : /^\d+$/.test(fd) ? `/proc/${pid}/fd/${fd}` : null;

/** Notes that lsof adds to a name; `(deleted)` is the kernel's own and stays. */
const bare = (name: string) => {
  // No path is longer (PATH_MAX), and the patterns would take their time.
  if (name.length > 8192) return name;
  return name
    .replace(/ \((?:path inode=\d+|stat: .*|readlink: .*|fd: .*|path dev=.*)\)$/s, '')
    .replace(/ \([^()]*:\/[^()]*\)$/, '');
};

/** Descriptors, or with `of` roots cwd, root and exe, as the links of /proc. */
const links =
  (wanted: (r: LsofRow) => boolean) =>
  (body: Uint8Array): Parsed<readonly Link[]> => {
    const { value, warnings } = parseLsof(body);
    return {
      value: value.flatMap((r): Link[] => {
        const path = wanted(r) ? pathOf(r) : null;
        const target = path === null ? null : targetOf(r);
        return path === null || target === null ? [] : [{ line: r.line, path, target }];
      }),
      warnings,
    };
  };

function targetOf({ name, inode }: LsofRow): string | null {
  if ((name === 'mnt' || name === 'net') && inode !== null) return `${name}:[${inode}]`;
  return name.startsWith('/') && !/\((?:readlink|stat): /.test(name) ? bare(name) : null;
}

const isDescriptor = (r: LsofRow) => /^\d+$/.test(r.fd);
const isRoot = (r: LsofRow) => linkOf[r.fd] !== undefined;
export const parseLsofDescriptors = links(isDescriptor);
export const parseLsofRoots = links(isRoot);

const devices =
  (wanted: (r: LsofRow) => boolean) =>
  (body: Uint8Array): Parsed<readonly PathDevice[]> => {
    const { value, warnings } = parseLsof(body);
    return {
      value: value.flatMap((r): PathDevice[] => {
        const path = wanted(r) ? pathOf(r) : null;
        if (path === null || r.device === null || !/^(REG|DIR|LNK|FIFO)$/.test(r.type)) return [];
        return [{ line: r.line, path, device: r.device, blockNode: null }];
      }),
      warnings,
    };
  };
export const parseLsofDescriptorDevices = devices(isDescriptor);
export const parseLsofRootDevices = devices(isRoot);

export function parseLsofMaps(body: Uint8Array): Parsed<readonly MappedFile[]> {
  const { value, warnings } = parseLsof(body);
  return {
    value: value.flatMap(({ line, pid, fd, device, inode, name }) =>
      (fd === 'mem' || fd === 'DEL') && device !== null && name.startsWith('/')
        ? [{ line, pid, device, inode: Number(inode ?? 0), path: bare(name) }]
        : [],
    ),
    warnings,
  };
}
