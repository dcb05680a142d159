import { replaceUnsafe } from '#shared/base/escape.ts';

/**
 * JSON for a file, a pipe or a terminal: everything that could act on one or hide in one is a `\uNNNN` escape,
 * so the text is plain and a reader gets the original back. Two spaces, a newline at the end.
 */
export const jsonText = (value: unknown): string =>
  `${replaceUnsafe(JSON.stringify(value, null, 2), (c) => (c === '\n' ? c : escapeUnits(c)))}\n`;

/** The same on one line, without a newline at its end. */
export const jsonLine = (value: unknown): string => replaceUnsafe(JSON.stringify(value), escapeUnits);

const escapeUnits = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');
