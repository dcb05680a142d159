/** What pax headers may say of a member that we use; bytes, because a name need not be UTF-8. */
export interface PaxRecords {
  readonly path?: Buffer;
  readonly linkpath?: Buffer;
  readonly size?: number;
  readonly mtimeMs?: number;
  /** Any `GNU.sparse.*`: the body is a map and pieces, not the file. */
  readonly sparse?: true;
}

/**
 * The body of a pax header: records `LENGTH KEY=VALUE\n`, the length counting itself. Later ones win.
 * Null when a record is not of this form or a number in it is none: then none of it is believed.
 */
export function readPax(body: Buffer): PaxRecords | null {
  const found: { -readonly [K in keyof PaxRecords]: PaxRecords[K] } = {};
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(0x20, at);
    const length = space < 0 || space - at > 9 ? Number.NaN : toNumber(body.toString('latin1', at, space), /^[0-9]+$/);
    const end = at + length;
    const equals = body.indexOf(0x3d, space);
    if (!(length > 0) || end > body.length || body[end - 1] !== 0x0a || equals < 0 || equals >= end) return null;
    const key = body.toString('latin1', space + 1, equals);
    const value = body.subarray(equals + 1, end - 1);
    if (key === 'path' || key === 'GNU.sparse.name') found.path = Buffer.from(value);
    else if (key === 'linkpath') found.linkpath = Buffer.from(value);
    else if (key === 'size') {
      const size = toNumber(value.toString('latin1'), /^[0-9]{1,16}$/);
      if (!Number.isSafeInteger(size)) return null;
      found.size = size;
    } else if (key === 'mtime') {
      const seconds = toNumber(value.toString('latin1', 0, 40), /^-?[0-9]{1,12}(\.[0-9]*)?$/);
      if (Number.isNaN(seconds)) return null;
      found.mtimeMs = Math.round(seconds * 1000);
    }
    if (key.startsWith('GNU.sparse.')) found.sparse = true;
    at = end;
  }
  return found;
}

const toNumber = (text: string, form: RegExp): number => (form.test(text) ? Number(text) : Number.NaN);
