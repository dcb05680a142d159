import { textWidth } from '#shared/figures/text.ts';

type Quoting = 'plain' | 'single' | 'double' | 'dollar' | 'comment';

/**
 * A shell command in lines of at most `room` px that a shell reads as the same command when they are copied together:
 * each but the last ends in a backslash; inside '…' and $'…', where that would be a character, the quotes are closed before and
 * opened after it. Nothing is ever left out. Broken after spaces where that leaves lines of a fair length, else wherever it is safe.
 */
export const wrapCommand = (command: string, size: number, room: number): readonly string[] =>
  command.split('\n').flatMap((line) => wrapLine(Array.from(line), size, room));

function wrapLine(characters: readonly string[], size: number, room: number): string[] {
  const quoting = quotingOf(characters);
  const lines: string[] = [];
  let from = 0;
  let before = '';
  for (;;) {
    const rest = before + characters.slice(from).join('');
    if (textWidth(rest, 'mono', size) <= room) return [...lines, rest];
    const at = breakIn(characters, quoting, from, before, size, room);
    if (at === null) return [...lines, rest];
    const [end, start] = seam[quoting[at]!];
    lines.push(before + characters.slice(from, at).join('') + end);
    before = start;
    from = at;
  }
}

/** What ends a line and what starts the next, by the quoting that the break stands in. */
const seam: Readonly<Record<Quoting, readonly [end: string, start: string]>> = {
  plain: ['\\', ''],
  double: ['\\', ''],
  single: ["'\\", "'"],
  dollar: ["'\\", "$'"],
  comment: ['', '# '],
};

/** Index of the character that starts the next line; null when no place is safe. */
function breakIn(
  characters: readonly string[],
  quoting: readonly Quoting[],
  from: number,
  before: string,
  size: number,
  room: number,
): number | null {
  let width = textWidth(before, 'mono', size);
  let [atSpace, anywhere, spaceWidth]: [number | null, number | null, number] = [null, null, 0];
  for (let at = from + 1; at < characters.length; at++) {
    width += textWidth(characters[at - 1]!, 'mono', size);
    if (!isSafe(characters, quoting, at)) continue;
    const whole = width + textWidth(seam[quoting[at]!][0], 'mono', size);
    if (whole > room) {
      // Nothing fits: the first safe place after the end is still better than none.
      anywhere ??= at;
      break;
    }
    anywhere = at;
    if (characters[at - 1] === ' ' && quoting[at] === 'plain') [atSpace, spaceWidth] = [at, width];
  }
  return atSpace !== null && spaceWidth > room * 0.35 ? atSpace : anywhere;
}

/** Not after what takes the next character with it, and not at the inner edges of quotes. */
function isSafe(characters: readonly string[], quoting: readonly Quoting[], at: number): boolean {
  if (quoting[at] !== quoting[at - 1]) return quoting[at] === 'plain' && quoting[at - 1] === 'plain';
  if (quoting[at] === 'comment') return characters[at - 1] === ' ';
  if (quoting[at] === 'dollar') return !characters.slice(Math.max(0, at - 10), at + 1).includes('\\');
  if (quoting[at] === 'single') return characters[at] !== "'";
  // A "#" would start a comment at the start of a line only if it starts a word: after a space.
  const last = characters[at - 1]!;
  return (
    last !== '\\' && last !== '$' && last !== "'" && characters[at] !== '#' && !/[&|;<>]/.test(last + characters[at])
  );
}

/** The quoting that each character stands in; the quotes themselves belong to what they enclose. */
function quotingOf(characters: readonly string[]): readonly Quoting[] {
  const out: Quoting[] = [];
  let now: Quoting = 'plain';
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    const escaped = (now === 'plain' || now === 'double' || now === 'dollar') && character === '\\';
    if (now === 'plain') {
      if (character === "'") now = characters[i - 1] === '$' ? 'dollar' : 'single';
      else if (character === '"') now = 'double';
      else if (character === '#' && (i === 0 || characters[i - 1] === ' ')) now = 'comment';
      out.push(now);
    } else {
      out.push(now);
      const ends = now === 'double' ? character === '"' : now !== 'comment' && character === "'";
      if (ends) now = 'plain';
    }
    if (escaped && i + 1 < characters.length) {
      out.push(now);
      i++;
    }
  }
  return out;
}
