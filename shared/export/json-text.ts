import { isPlain } from '#shared/base/escape.ts';

/**
 * JSON for a file, a pipe or a terminal: everything that could act on one or hide in one is a `\uNNNN` escape,
 * so the text is plain and a reader gets the original back. Two spaces, a newline at the end.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${[...text].map((c) => (c === '\n' || isPlain(c) ? c : escapeUnits(c))).join('')}\n`;
}

const escapeUnits = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');
