/**
 * A host's word as one word of a POSIX shell command, or null when it must not be printed as one: control and bidi
 * characters and bytes that are no UTF-8 (lone surrogates) can make a command look like another one.
 */
export function shellQuote(word: string): string | null {
  if (isUnsafeToPrint(word)) return null;
  return /^[A-Za-z0-9@%_+=:,./-]+$/.test(word) && !word.startsWith('~') ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** C0, DEL, C1, line and paragraph separators, every bidi control and invisible joiner, lone surrogates. */
export const isUnsafeToPrint = (word: string): boolean =>
  /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u.test(word);

/**
 * A command from a template: `shell\`umount ${path}\``. Every value is quoted; null when one cannot be. A value that starts
 * with a dash would be read as an option, so it is refused too, unless it is a number.
 */
export function shell(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string | null {
  let command = parts[0]!;
  for (const [i, value] of values.entries()) {
    const word = shellQuote(String(value));
    if (word === null || word === "''" || String(value).startsWith('-')) return null;
    command += word + parts[i + 1]!;
  }
  return command;
}
