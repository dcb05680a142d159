/**
 * The one way text from a host becomes text on a screen, in a figure, in a ticket or on a terminal.
 *
 * Whatever a reader cannot see or that acts on what stands around it becomes a visible escape:
 * C0, DEL and C1 controls (so also every ANSI sequence), bidi and other format characters,
 * zero-width and other default-ignorable ones, spaces that are not U+0020, line separators,
 * lone surrogates and noncharacters (which no XML may hold).
 *
 *     newline \n, tab \t, carriage return \r, other ASCII controls \xNN, below U+10000 \uNNNN, the rest \u{N…}
 *     a byte that was not UTF-8 (shared/parsers/decode.ts keeps it as U+DC80 … U+DCFF) \xNN, from 80 on
 *
 * A backslash is doubled only where it would read as one of these, so that systemd's `\x2d` and the
 * kernel's `\040` stay as they are and `unescapeDisplay` still gives back the original exactly.
 */
export function escapeForDisplay(text: string): string {
  return escapeWith(text, needsEscape);
}

/** The same for text of many lines that are ours to keep apart: newlines stay, everything else is escaped. */
export function escapeKeepingLines(text: string): string {
  return text.split('\n').map(escapeForDisplay).join('\n');
}

/** The inverse of `escapeForDisplay`. */
export function unescapeDisplay(text: string): string {
  return text.replace(ownEscape, (whole, body: string) => {
    if (whole === '\\\\') return '\\';
    const simple = named[body];
    if (simple !== undefined) return simple;
    const code = Number.parseInt(body.replace(/[xu{}]/g, ''), 16);
    return String.fromCodePoint(body.startsWith('x') && code >= 0x80 ? 0xdc00 + code : code);
  });
}

/**
 * Pieces of a text, those that were escaped marked, for views that give escapes a look of their own.
 * Backslashes are not doubled here: the mark already tells a real `\n` from a shown one.
 */
export function escapeParts(text: string): readonly { readonly text: string; readonly escaped: boolean }[] {
  const parts: { text: string; escaped: boolean }[] = [];
  for (const piece of text.split(unsafeRun)) {
    if (piece === '') continue;
    const escaped = unsafe.test(piece);
    parts.push({ text: escaped ? Array.from(piece, escapeOne).join('') : piece, escaped });
  }
  return parts;
}

/**
 * A command as it is, so that what is copied is what was meant: doubling the backslash of `printf '%s\\n'` would change it.
 * One with a character that acts on a terminal is never printed by us; should one come, it is escaped like any text.
 */
export const escapeCommand = (command: string): string =>
  command
    .split('\n')
    .map((line) => (isPlain(line) ? line : escapeForDisplay(line)))
    .join('\n');

/** Every character that is not shown as it is, replaced; backslashes are left alone. For formats with escapes of their own. */
export const replaceUnsafe = (text: string, by: (character: string) => string): string =>
  text.replace(new RegExp(unsafe, 'gu'), by);

/** True when a text shows as it is. */
export const isPlain = (text: string): boolean => !unsafe.test(text);

const unsafeClass =
  '\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000';
const unsafe = new RegExp(`[${unsafeClass}]`, 'u');
const unsafeRun = new RegExp(`([${unsafeClass}]+)`, 'u');

/** What follows a backslash in one of our own escapes. `\xNN` is ours for controls and bytes only, so `\x2d` is not. */
const escapeBody = '[nrt]|x(?:[01][0-9a-f]|7f|[89a-f][0-9a-f])|u[0-9a-f]{4}|u\\{[0-9a-f]{5,6}\\}';
const ownEscape = new RegExp(`\\\\(\\\\|${escapeBody})`, 'g');
const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Unsafe characters, and backslashes that would read as an escape: those before another backslash, a body, or an unsafe one. */
const needsEscape = new RegExp(`[${unsafeClass}]|\\\\(?=\\\\|${escapeBody}|[${unsafeClass}])`, 'gu');

function escapeWith(text: string, pattern: RegExp): string {
  return text.replace(pattern, escapeOne);
}

function escapeOne(character: string): string {
  if (character === '\\') return '\\\\';
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0)!;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}
