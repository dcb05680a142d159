export interface Member {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** By their headers, as tar(1) finds them; the last ends with the file. */
export function membersOf(bytes: Buffer): readonly Member[] {
  const found: Member[] = [];
  for (let at = 0; bytes[at] !== 0; ) {
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 135), 8);
    const to = at + 512 + Math.ceil(size / 512) * 512;
    found.push({ name: bytes.toString('latin1', at, at + 100).replace(/\0.*$/s, ''), from: at, to });
    at = to;
  }
  const last = found.pop()!;
  return [...found, { ...last, to: bytes.length }];
}

/** By its own name; where its header is what broke, by the one before it. A record's two members name each other's sums. */
export function namesIt(said: string, members: readonly Member[], at: number): boolean {
  const index = members.findIndex(({ from, to }) => at >= from && at < to);
  const own = members[index]!;
  if (said.includes(own.name)) return true;
  const inHeader = at < own.from + 512;
  return (
    inHeader &&
    (said === `the member after ${members[index - 1]?.name}` || (index === 0 && said === 'the first member'))
  );
}
