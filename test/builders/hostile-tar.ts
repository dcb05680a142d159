/**
 * Tars that no tar writes, from data: headers with any value in any field, broken sums, pax and GNU extensions.
 *
 * Text stands for bytes: each character is one byte (latin1), so `ÿ` is 0xff.
 */
export interface HostileMember {
  readonly name?: string;
  /** Type byte; `0` by default. */
  readonly type?: string;
  readonly body?: string;
  /** Bytes of body made of one repeated letter, where text would be too long. */
  readonly fill?: number;
  /** The twelve bytes of the size field; what the body is by default. */
  readonly size?: string;
  readonly link?: string;
  readonly mtime?: string;
  /** Magic and version; ustar by default. Empty: v7. */
  readonly magic?: string;
  readonly prefix?: string;
  /** A checksum that is wrong by one. */
  readonly badSum?: boolean;
  /** Records of a pax header before it; `pax-raw` its body as it is. */
  readonly pax?: Readonly<Record<string, string>>;
  readonly paxRaw?: string;
  readonly global?: Readonly<Record<string, string>>;
  /** GNU long name and link headers before it. */
  readonly longName?: string;
  readonly longLink?: string;
  /** How often it stands there. */
  readonly times?: number;
}

/** What may stand in a case's list: members, zero blocks, or bytes. */
export type HostilePart = HostileMember | { readonly zeros: number } | { readonly bytes: string };

const block = 512;
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const padded = (body: Buffer) => Buffer.concat([body, Buffer.alloc((block - (body.length % block)) % block)]);

export const hostileTar = (parts: readonly HostilePart[]): Buffer => Buffer.concat(parts.map(partBytes));

function partBytes(part: HostilePart): Buffer {
  if ('zeros' in part) return Buffer.alloc(part.zeros * block);
  if ('bytes' in part) return latin1(part.bytes);
  const once = Buffer.concat([
    ...(part.global ? [extension('g', paxBody(part.global))] : []),
    ...(part.pax ? [extension('x', paxBody(part.pax))] : []),
    ...(part.paxRaw === undefined ? [] : [extension('x', latin1(part.paxRaw))]),
    ...(part.longName === undefined ? [] : [extension('L', latin1(`${part.longName}\0`))]),
    ...(part.longLink === undefined ? [] : [extension('K', latin1(`${part.longLink}\0`))]),
    header(part),
    padded(part.fill === undefined ? latin1(part.body ?? '') : Buffer.alloc(part.fill, 'a')),
  ]);
  return Buffer.concat(Array.from({ length: part.times ?? 1 }, () => once));
}

const extension = (type: string, body: Buffer) =>
  Buffer.concat([header({ name: 'extension', type, size: octal(body.length) }), padded(body)]);

const octal = (n: number) => `${n.toString(8).padStart(11, '0')}\0`;

function paxBody(records: Readonly<Record<string, string>>): Buffer {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    let length = rest.length + 1;
    while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length;
    return `${length}${rest}`;
  });
  return latin1(lines.join(''));
}

function header(member: HostileMember): Buffer {
  const { name = 'a', type = '0', link = '', magic = 'ustar\x0000', prefix = '', badSum = false } = member;
  const size = member.size ?? octal(member.fill ?? member.body?.length ?? 0);
  const bytes = Buffer.alloc(block);
  const put = (text: string, at: number, room: number) => latin1(text).copy(bytes, at, 0, Math.min(room, text.length));
  put(name, 0, 100);
  put('0000644\0', 100, 8);
  put(size, 124, 12);
  put(member.mtime ?? octal(1_700_000_000), 136, 12);
  put(type, 156, 1);
  put(link, 157, 100);
  put(magic, 257, 8);
  put(prefix, 345, 155);
  return withSum(bytes, badSum ? 1 : 0);
}

/** Sets the checksum of a header that was changed, or makes it wrong by `off`. */
export function withSum(header: Buffer, off = 0): Buffer {
  header.write('        ', 148, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0) + off;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}
