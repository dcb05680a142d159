import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shell, shellQuote } from '#shared/model/shell-quote.ts';

describe('shellQuote', () => {
  it('gives sh the very word, whatever is in it', () => {
    const words = fc.sample(fc.string({ unit: 'grapheme', minLength: 1 }), 400);
    const hard = [
      '$(id)',
      '`id`',
      "it's",
      'a"b',
      '$HOME',
      '~root',
      'a b',
      '*',
      '\\',
      '!',
      '#x',
      ';reboot',
      "''",
      '-rf',
    ];
    const quoted = [...words, ...hard].flatMap((w) => (shellQuote(w) === null ? [] : [[w, shellQuote(w)!] as const]));
    expect(quoted.length).toBeGreaterThan(200);
    const out = execFileSync('sh', ['-c', quoted.map(([, q]) => `printf '%s\\0' ${q}`).join('\n')]).toString('utf8');
    expect(out.split('\0').slice(0, -1)).toEqual(quoted.map(([w]) => w));
  });

  it.each([
    ['a newline', 'a\nb'],
    ['an escape sequence', 'a\u001b[31m'],
    ['a NUL', 'a\0b'],
    ['a right-to-left override', 'a\u202eb'],
    ['an isolate', 'a\u2066b'],
    ['an Arabic letter mark', 'a\u061cb'],
    ['a zero-width space', 'a\u200bb'],
    ['a line separator', 'a\u2028b'],
    ['a C1 control', 'a\u009bb'],
    ['a byte that is no UTF-8', 'a\udce9b'],
  ])('prints no command with %s in it', (_what, word) => {
    expect(shellQuote(word)).toBeNull();
    expect(shell`umount ${word}`).toBeNull();
  });

  it('lets no value become an option or vanish', () => {
    expect(shell`docker rm ${'--force'}`).toBeNull();
    expect(shell`docker rm ${''}`).toBeNull();
    expect(shell`umount ${'/a b'} ${7}`).toBe("umount '/a b' 7");
  });
});
