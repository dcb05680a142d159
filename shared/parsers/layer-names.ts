/**
 * Parsers for listings of names in a layer: of its unpacked folder, and of the tar it came from. Rows end with NUL:
 *
 *     TYPE<TAB>MODE<TAB>SIZE<TAB>UID<TAB>GID<TAB>INODE<TAB>RMAJ:RMIN<TAB>OPAQUE<TAB>PATH<TAB>LINK     folder
 *     TYPE<TAB>MODE<TAB>SIZE<TAB>UID<TAB>GID<TAB>RMAJ:RMIN<TAB>PATH<TAB>LINK                          tar
 *
 * MODE is octal, RMAJ:RMIN hex; in PATH and LINK a tab, newline, carriage return, NUL and backslash are `\ooo`. A last row
 * `end` says that nothing is missing. Made by shared/collectors/layer-reader.ts.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { unescapeOctal } from '#shared/parsers/octal.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export type NameType =
  | 'file'
  | 'directory'
  | 'symlink'
  | 'character'
  | 'block'
  | 'fifo'
  | 'socket'
  | 'hardlink'
  | 'unknown';

export interface TarName {
  /** 1-based number of its row. */
  readonly line: number;
  /** Below the layer's root, without `./` or a slash at either end; the root itself is empty. Never `..`. */
  readonly path: string;
  readonly type: NameType;
  /** 0…0o7777. */
  readonly mode: number;
  /** Bytes; of a tar's hard link 0. */
  readonly size: number;
  readonly uid: number;
  readonly gid: number;
  /** Target of a symbolic link; of a hard link in a tar the other name, as written. */
  readonly link: string | null;
  /** Decimal `major:minor` of a device node; null when it is none or was not read. */
  readonly rdev: string | null;
}

export interface TarEntryName extends TarName {
  /** As the tar writes the name, where that is not `path` (`./pause`): what tar(1) must be asked for. */
  readonly written?: string;
}

export interface FolderName extends TarName {
  readonly inode: number;
  /** Null: extended attributes could not be read. */
  readonly opaque: boolean | null;
}

export const parseTarNames = (body: Uint8Array): Parsed<readonly TarEntryName[]> =>
  parseRows(body, 'eight fields of a tar entry', (fields, line) => {
    const row = fields.length === 8 ? name(fields, line) : null;
    const written = unescapeOctal(fields[6] ?? '').replace(/\/+$/, '');
    return row === null || row.path === written ? row : { ...row, written };
  });

export const parseFolderNames = (body: Uint8Array): Parsed<readonly FolderName[]> =>
  parseRows(body, 'ten fields of an entry of a folder', (fields, line) => {
    // A find without perl writes names as they are: a tab in one makes more fields, and the row cannot be told apart.
    if (fields.length !== 10 || !/^\d{1,20}$/.test(fields[5]!) || !/^[yn-]$/.test(fields[7]!)) return null;
    const row = name([...fields.slice(0, 5), ...fields.slice(6, 7), ...fields.slice(8)], line);
    return row && { ...row, inode: Number(fields[5]), opaque: fields[7] === '-' ? null : fields[7] === 'y' };
  });

/** True when the listing was not cut: its last row says so. */
export const isWholeListing = (body: Uint8Array): boolean =>
  decodeText(body.subarray(-5)).replace(/^.?(?=end\0$)/s, '') === 'end\0';

function parseRows<T>(
  body: Uint8Array,
  expected: string,
  rowOf: (fields: readonly string[], line: number) => T | null,
): Parsed<readonly T[]> {
  const value: T[] = [];
  const warnings: ParseWarning[] = [];
  const rows = decodeText(body).split('\0');
  // What follows the last NUL is a torn row.
  if (rows.pop() !== '') warnings.push({ line: rows.length + 1, expected: 'NUL at the end of the row' });
  if (rows.at(-1) === 'end') rows.pop();
  for (const [i, text] of rows.entries()) {
    const row = rowOf(text.split('\t'), i + 1);
    if (row === null) warnings.push({ line: i + 1, expected });
    else value.push(row);
  }
  return { value, warnings };
}

const types: Readonly<Record<string, NameType>> = {
  f: 'file',
  d: 'directory',
  l: 'symlink',
  c: 'character',
  b: 'block',
  p: 'fifo',
  s: 'socket',
  h: 'hardlink',
};

function name(fields: readonly string[], line: number): TarName | null {
  const [type = '', mode = '', size = '', uid = '', gid = '', rdev = '', path = '', link = ''] = fields;
  const below = plainPath(unescapeOctal(path));
  if (below === null || !/^[0-7]{1,4}$/.test(mode) || ![size, uid, gid].every((n) => /^\d{1,19}$/.test(n))) return null;
  return {
    line,
    path: below,
    type: Object.hasOwn(types, type) ? types[type]! : 'unknown',
    mode: Number.parseInt(mode, 8),
    size: Number(size),
    uid: Number(uid),
    gid: Number(gid),
    link: type === 'l' || type === 'h' ? unescapeOctal(link) : null,
    rdev: type === 'c' || type === 'b' ? rdevOf(rdev) : null,
  };
}

function rdevOf(text: string): string | null {
  const match = /^([0-9a-f]{1,8}):([0-9a-f]{1,8})$/.exec(text);
  return match ? `${Number.parseInt(match[1]!, 16)}:${Number.parseInt(match[2]!, 16)}` : null;
}

/** Null where it leads out of the layer. */
export function plainPath(text: string): string | null {
  const parts = text.split('/').filter((p) => p !== '' && p !== '.');
  return parts.includes('..') || text.includes('\0') ? null : parts.join('/');
}
