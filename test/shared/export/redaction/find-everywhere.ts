/**
 * Where a token stands in bytes, told by decoding and searching and by nothing of the program's own: as it is, and after undoing octal,
 * `\xNN`, `%NN`, `\uNNNN`, hex dumps, base64 runs and UTF-16. Case does not count. Tokens under five characters, and those of hex
 * digits only, count where they are whole words.
 */
function readingsOf(bytes: Buffer): { readonly text: readonly string[]; readonly decoded: readonly string[] } {
  const raw = bytes.toString('utf8');
  const latin = bytes.toString('latin1');
  const undo = (pattern: RegExp, radix: number) =>
    Buffer.from(
      latin.replaceAll(pattern, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, radix))),
      'latin1',
    ).toString('utf8');
  const joined = (pattern: RegExp, encoding: 'hex' | 'base64') =>
    (latin.match(pattern) ?? []).map((run) => Buffer.from(run, encoding).toString('utf8')).join('\n');
  const text = [
    raw,
    undo(/\\([0-3][0-7]{2})/g, 8),
    undo(/\\{1,2}x([0-9a-f]{2})/gi, 16),
    undo(/%([0-9a-f]{2})/gi, 16),
    latin.replaceAll(/\\u([0-9a-f]{4})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    raw.replaceAll(/\\[nrtbf]/g, ' '),
    raw.replaceAll('--', '-'),
  ];
  const base64 = /[A-Za-z0-9+/]{8,}={0,2}/g;
  const shifted = (by: number) =>
    (latin.match(base64) ?? []).map((run) => Buffer.from(run.slice(by), 'base64').toString('utf8')).join('\n');
  const decoded = [joined(/(?:[0-9a-f]{2}){5,}/gi, 'hex'), shifted(0), shifted(1), shifted(2), shifted(3)];
  decoded.push(utf16(bytes), utf16(bytes.subarray(1)));
  return { text: text.map((t) => t.toLowerCase()), decoded: decoded.map((t) => t.toLowerCase()) };
}

const utf16 = (bytes: Buffer) => new TextDecoder('utf-16le').decode(Uint8Array.from(bytes));

/**
 * The tokens that stand in one of the readings. Short ones only in text: among what bytes happen to mean as base64 every
 * short word is found sooner or later.
 */
export function tokensIn(tokens: readonly string[], bytes: Buffer): readonly string[] {
  const { text, decoded } = readingsOf(bytes);
  const words = new Set(text.flatMap((reading) => reading.split(/[^a-z0-9\u0080-\uffff]+/)));
  return tokens.filter((token) => {
    const isShort = Array.from(token).length < 5 || (/^[0-9a-f]+$/.test(token) && token.length < 12);
    if (isShort && /^[a-z0-9\u0080-\uffff]+$/.test(token)) return words.has(token);
    return [...text, ...(isShort ? [] : decoded)].some((reading) => reading.includes(token));
  });
}

/**
 * The text in a database file, a line for each run of at least three bytes of printable ASCII and UTF-8: its page headers and numbers
 * mean every short word sooner or later.
 */
export function textInDatabase(bytes: Buffer): Buffer {
  const runs = bytes
    .toString('latin1')
    .match(/(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){3,}/g);
  return Buffer.from((runs ?? []).join('\n'), 'latin1');
}
