import { displayWidth } from '#electron/cli/text/display-width.ts';
import { escapeCommand, escapeForDisplay } from '#shared/base/escape.ts';
import { shortIds } from '#shared/derive/short-path.ts';

export type Style = 'plain' | 'bold' | 'dim' | 'red' | 'yellow' | 'green';

const sgr: Record<Exclude<Style, 'plain'>, string> = { bold: '1', dim: '2', red: '31', yellow: '33', green: '32' };

/**
 * Text for a terminal, line by line.
 *
 * The only place that makes terminal output of evidence: every text given is escaped here, so no
 * control byte of a host can reach the terminal; the only escapes in the result are our own colours.
 */
export class TextPage {
  readonly #columns: number;
  readonly #colour: boolean;
  #lines: string[] = [];

  constructor(options: { readonly columns: number; readonly colour: boolean }) {
    this.#columns = Math.max(40, options.columns);
    this.#colour = options.colour;
  }

  blank(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  heading(text: string, style: Style = 'bold'): void {
    this.blank();
    this.text(text, 0, style);
  }

  /** Wrapped at spaces; a word that does not fit stays whole: it may be a path to copy. */
  text(text: string, indent = 0, style: Style = 'plain'): void {
    this.item('', text, indent, style);
  }

  /** A label, then text that hangs behind it when it wraps. Ids in it are shortened: `exact` has what may be copied. */
  item(label: string, text: string, indent: number, style: Style = 'plain'): void {
    const shown = escapeForDisplay(label);
    const hang = indent + displayWidth(shown);
    const lines = wrap(escapeForDisplay(shortIds(text)), this.#columns - hang);
    for (const [n, line] of lines.entries()) {
      const lead = n === 0 ? `${' '.repeat(indent)}${shown}` : ' '.repeat(hang);
      this.#lines.push(`${lead}${this.#styled(line, style)}`.trimEnd());
    }
  }

  /** Never wrapped or shortened: to be copied as a whole. */
  exact(text: string, indent: number): void {
    this.#lines.push(`${' '.repeat(indent)}${this.#styled(escapeForDisplay(text), 'bold')}`);
  }

  /** A command, as it may be copied. */
  command(text: string, indent: number): void {
    for (const line of escapeCommand(text).split('\n'))
      this.#lines.push(`${' '.repeat(indent)}${this.#styled(line, 'bold')}`);
  }

  /** Columns as wide as their widest cell; the last one wraps. */
  table(rows: readonly (readonly string[])[], indent: number): void {
    const shown = rows.map((row) => row.map(escapeForDisplay));
    const widths = (shown[0] ?? []).map((_, c) => Math.max(...shown.map((row) => displayWidth(row[c] ?? ''))));
    for (const row of rows) {
      const lead = row
        .slice(0, -1)
        .map((cell, c) => `${cell}${' '.repeat(widths[c]! - displayWidth(escapeForDisplay(cell)) + 2)}`)
        .join('');
      this.item(lead, row.at(-1) ?? '', indent);
    }
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  #styled(text: string, style: Style): string {
    return this.#colour && style !== 'plain' && text !== '' ? `\x1b[${sgr[style]}m${text}\x1b[0m` : text;
  }
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
