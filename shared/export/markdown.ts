import { escapeCommand, escapeForDisplay } from '#shared/base/escape.ts';
import type { Message } from '#shared/base/message.ts';
import { say } from '#shared/messages/index.ts';

/**
 * Host text in Markdown (CommonMark and GitHub's): a code span, in which nothing is a link, an image, a mention,
 * a reference or an entity. Simple words stay as they are. Escaping alone would not do: trackers look for
 * `@name` and `#1` in the rendered text, after backslashes and entities are gone.
 */
export function markdownValue(text: string): string {
  const safe = escapeForDisplay(text);
  return simpleWords.test(safe) && !looksLikeCommit.test(safe) ? safe : codeSpan(safe);
}

const simpleWords = /^[A-Za-z0-9]{1,40}(?: [A-Za-z0-9]{1,40}){0,12}$|^$/;
const looksLikeCommit = /\b[0-9a-f]{7,}\b/i;

/**
 * The delimiter is one backtick longer than any run inside. A space on either side keeps it apart from backticks, and
 * keeps the text's own spaces: a renderer strips one from both ends, unless there is nothing else.
 */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((m) => m[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$|^ .*[^ ].* $/.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** The same in a table cell, where a pipe ends the cell even inside a code span. */
export const markdownCell = (text: string): string => markdownValue(text).replaceAll('|', '\\|');

/** A fenced block: the fence is longer than any run of backticks at the start of a line. Lines are kept, the rest is escaped. */
export function markdownBlock(lines: readonly string[]): string {
  return fenced(lines.flatMap((line) => line.split('\n')).map(escapeForDisplay), '');
}

/** A command in a block of its own, not changed by a character. */
export const markdownCommand = (command: string): string => fenced(escapeCommand(command).split('\n'), 'sh');

function fenced(safe: readonly string[], language: string): string {
  const longest = Math.max(2, ...safe.flatMap((line) => [...line.matchAll(/`+/g)].map((m) => m[0].length)));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${safe.join('\n')}\n${fence}`;
}

/** Our sentence with its host words as code spans. Numbers and yes/no are ours to print as they are. */
export const sayMarkdown = (message: Message): string => say(withParams(message, markdownValue));

/** Our sentence on one line of plain text: host words escaped. */
export const sayPlain = (message: Message): string => say(withParams(message, escapeForDisplay));

function withParams(message: Message, change: (text: string) => string): Message {
  const params = Object.entries(message.params).map(([name, value]) => [
    name,
    typeof value === 'string' ? change(value) : value,
  ]);
  return { key: message.key, params: Object.fromEntries(params) as Message['params'] };
}
