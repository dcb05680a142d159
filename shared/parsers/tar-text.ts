/**
 * Parser for the text of `tar -tv`, of GNU tar and of busybox: what a host without perl and python gives of a layer's names.
 *
 *     -rwsr-xr-x root/root       300 2020-09-13 12:26 bin/su
 *     hrwxr-xr-x root/root         0 2020-09-13 12:26 bin/ash link to bin/sh          (busybox: `-…`, ` -> `)
 *     crw-rw-rw- root/root       1,3 2020-09-13 12:26 dev/null
 *
 * GNU tar writes odd bytes of a name as in C (`\t`, `\\`, `\303`). A name with ` -> ` or ` link to ` in it cannot be told from
 * a link; owners may be names, which are no numbers here.
 */
import { decodeText, encodeText } from '#shared/parsers/decode.ts';
import { type NameType, plainPath, type TarName } from '#shared/parsers/layer-names.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export function parseTarText(body: Uint8Array): Parsed<readonly TarName[]> {
  const value: TarName[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const row = rowOf(raw, line);
    if (row) value.push(row);
    else if (raw !== '') warnings.push({ line, expected: 'a line of tar -tv' });
  });
  return { value, warnings };
}

const shape =
  /^([-dlcbpshCSVMx])([-rwxsStT]{9})[.+]? +(\S+?)\/(\S+) +(?:(\d{1,16})|(\d{1,8}), *(\d{1,8})) (\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?) (.*)$/;

const types: Readonly<Record<string, NameType>> = {
  '-': 'file',
  d: 'directory',
  l: 'symlink',
  c: 'character',
  b: 'block',
  p: 'fifo',
  s: 'socket',
  h: 'hardlink',
};

function rowOf(raw: string, line: number): TarName | null {
  const match = shape.exec(raw);
  if (!match) return null;
  const [, letter = '', bits = '', user = '', group = '', size, major, minor, , , rest = ''] = match;
  const [written, target] = splitLink(letter, rest);
  const type: NameType = letter === '-' && target !== null ? 'hardlink' : (types[letter] ?? 'unknown');
  const path = plainPath(unescapeC(written));
  if (path === null) return null;
  return {
    line,
    path,
    type,
    mode: modeOf(bits),
    size: type === 'file' ? Number(size ?? 0) : 0,
    uid: numberOf(user),
    gid: numberOf(group),
    link: target === null ? null : unescapeC(target),
    rdev: major === undefined ? null : `${Number(major)}:${Number(minor)}`,
  };
}

function splitLink(letter: string, rest: string): [string, string | null] {
  const mark = letter === 'l' || letter === '-' ? ' -> ' : letter === 'h' ? ' link to ' : null;
  const at = mark === null ? -1 : rest.indexOf(mark);
  return at < 0 ? [rest, null] : [rest.slice(0, at), rest.slice(at + mark!.length)];
}

/** `root` is 0; another name cannot be known from here and is taken for 0, too. */
const numberOf = (owner: string): number => (/^\d{1,10}$/.test(owner) ? Number(owner) : 0);

function modeOf(bits: string): number {
  let mode = 0;
  for (const [i, c] of bits.split('').entries()) if (/[rwxst]/.test(c)) mode |= 1 << (8 - i);
  if (/[sS]/.test(bits[2]!)) mode |= 0o4000;
  if (/[sS]/.test(bits[5]!)) mode |= 0o2000;
  if (/[tT]/.test(bits[8]!)) mode |= 0o1000;
  return mode;
}

const letters: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
};

/** Octal escapes are bytes, which may make one UTF-8 character together. */
function unescapeC(text: string): string {
  if (!text.includes('\\')) return text;
  const plain = text.replaceAll(
    /\\([ntrabfv\\])|((?:\\[0-3][0-7]{2})+)/g,
    (whole: string, letter?: string, octal?: string) =>
      letter !== undefined ? letters[letter]! : octal !== undefined ? bytesOf(octal) : whole,
  );
  return decodeText(encodeText(plain));
}

const bytesOf = (octal: string): string =>
  decodeText(Uint8Array.from(octal.slice(1).split('\\'), (o) => Number.parseInt(o, 8)));
