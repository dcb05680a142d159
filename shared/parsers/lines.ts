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
