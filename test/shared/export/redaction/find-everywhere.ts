/**
 * Where a token stands in bytes, told by decoding and searching and by nothing of the program's own: as it is, and after undoing octal,
 * `\xNN`, `%NN`, `\uNNNN`, hex dumps, base64 runs and UTF-16. Case does not count. Tokens under five characters, and those of hex
 * digits only, count where they are whole words.
 */
export function readingsOf(bytes: Buffer): readonly string[] {
  const raw = bytes.toString('utf8');
  const latin = bytes.toString('latin1');
  const undo = (pattern: RegExp, radix: number) =>
    Buffer.from(
      latin.replaceAll(pattern, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, radix))),
      'latin1',
    ).toString('utf8');
  const joined = (pattern: RegExp, encoding: 'hex' | 'base64') =>
    (latin.match(pattern) ?? []).map((run) => `${Buffer.from(run, encoding).toString('utf8')}`).join('\n');
  return [
    raw,
    undo(/\\([0-3][0-7]{2})/g, 8),
    undo(/\\{1,2}x([0-9a-f]{2})/gi, 16),
    undo(/%([0-9a-f]{2})/gi, 16),
    latin.replaceAll(/\\u([0-9a-f]{4})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    latin.replaceAll(/\\[nrtbf]/g, ' '),
    raw.replaceAll('--', '-'),
    joined(/(?:[0-9a-f]{2}){5,}/gi, 'hex'),
    joined(/[A-Za-z0-9+/]{8,}={0,2}/g, 'base64'),
    bytes.toString('utf16le'),
    bytes.subarray(1).toString('utf16le'),
  ].map((text) => text.toLowerCase());
}

/** The tokens that stand in one of the readings. */
export function tokensIn(tokens: readonly string[], bytes: Buffer): readonly string[] {
  const readings = readingsOf(bytes);
  const words = new Set(readings.flatMap((text) => text.split(/[^a-z0-9\u0080-\uffff]+/)));
  return tokens.filter((token) => {
    const isWord = [...token].length < 5 || /^[0-9a-f]+$/.test(token);
    if (isWord && token.length < 12) return words.has(token);
    return readings.some((text) => text.includes(token));
  });
}
