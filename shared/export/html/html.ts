import { escapeCommand, escapeForDisplay } from '#shared/base/escape.ts';

/** A piece of HTML that was made by `html` or `trustedHtml`: everything else is text and becomes text. */
export interface Html {
  readonly markup: string;
}

type Value = string | number | Html | null | readonly Value[];

/**
 * The one way into HTML: every value put between the literal parts is escaped, for text and for quoted attributes
 * alike; only what `html` made before goes in as it is.
 */
export function html(literal: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { markup: literal.reduce((all, part, i) => all + render(values[i - 1] ?? null) + part) };
}

/** Markup that we drew ourselves: a figure. Never a text from evidence. */
export const trustedHtml = (markup: string): Html => ({ markup });

function render(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeHtml(escapeForDisplay(value));
  if ('markup' in value) return value.markup;
  return value.map(render).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c]!);

/** Lines that are ours to keep apart, each escaped. */
export const htmlLines = (text: string): Html => ({
  markup: text
    .split('\n')
    .map((line) => render(line))
    .join('\n'),
});

/** A command as it is: what is copied from the page is what was meant, its backslashes are not doubled. */
export const commandHtml = (command: string): Html => ({ markup: escapeHtml(escapeCommand(command)) });
