/**
 * How the lines of a record end. Listings of links end their rows with NUL, since a link's target may hold a newline;
 * everything else is text, in which NUL may stand inside a line. Views number lines the same way.
 */
export const lineEndOf = (body: Uint8Array): '\0' | '\n' =>
  body.at(-1) === 0 || (body.includes(0) && !body.includes(10)) ? '\0' : '\n';

/** Calls `each` for every line with its 1-based number, without building an array of them. A last empty line is left out. */
export function eachLine(text: string, each: (line: string, number: number) => void): void {
  let number = 1;
  for (let from = 0; from < text.length; number += 1) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    each(text.slice(from, to), number);
    from = to + 1;
  }
}
