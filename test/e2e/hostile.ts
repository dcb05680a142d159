import { expect } from 'vitest';

/** Control characters other than line feed and tab, and every character that reorders or hides text. */
const raw =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/u;

/** No byte of a host's name acts: nothing a terminal, a page or a text renderer would obey is in `text`. */
export function expectEscaped(text: string): void {
  const at = text.search(raw);
  expect(at < 0 ? '' : JSON.stringify(text.slice(Math.max(0, at - 60), at + 20))).toBe('');
}
