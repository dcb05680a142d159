import { describe, expect, it } from 'vitest';
import { splitAt } from '#renderer/components/HostText.tsx';

const marked = (text: string, words: readonly string[]) =>
  splitAt(text, words)
    .map((p) => (p.hit ? `[${p.text}]` : p.text))
    .join('');

describe('host facts in a sentence of ours', () => {
  it('are told apart from it wherever they stand', () => {
    expect(marked('victim-A3 holds 253:16, and victim-A3 runs.', ['victim-A3', '253:16'])).toBe(
      '[victim-A3] holds [253:16], and [victim-A3] runs.',
    );
  });

  it('are taken longest first, so that a path is not cut at its own folder', () => {
    expect(marked('see /var/lib/docker/x and /var', ['/var', '/var/lib/docker/x'])).toBe(
      'see [/var/lib/docker/x] and [/var]',
    );
  });

  it('may hold any sign that means something in a pattern', () => {
    expect(marked('a (b|c) [d]* ^$', ['(b|c)', '[d]*', '^$'])).toBe('a [(b|c)] [[d]*] [^$]');
  });

  it('lose nothing of the sentence', () => {
    const text = 'x\ny\u202e(z)';
    expect(
      splitAt(text, ['y', ''])
        .map((p) => p.text)
        .join(''),
    ).toBe(text);
  });
});
