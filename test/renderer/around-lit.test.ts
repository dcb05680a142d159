import { describe, expect, it } from 'vitest';
import { aroundLit } from '#renderer/views/findings/around-lit.ts';

const shown = (text: string, lit: readonly { from: number; to: number }[]) =>
  aroundLit(text, lit)
    .map((p) => (p.lit ? `[${p.text}]` : p.text))
    .join('');

describe('a cited line', () => {
  it('lights its parts', () => {
    expect(
      shown('952 947 253:16 / rw - xfs', [
        { from: 8, to: 14 },
        { from: 20, to: 21 },
      ]),
    ).toBe('952 947 [253:16] / rw [-] xfs');
  });

  it('shortens only what stands before a lit part, so that every lit part is in sight', () => {
    const path = `/var/lib/docker/${'d6e85f'.repeat(20)}`;
    const line = `${path} 253:16 rest`;
    const at = line.indexOf('253');
    const text = shown(line, [{ from: at, to: at + 6 }]);
    expect(text).toMatch(/^\/var\/lib\/docker\/.*….*\[253:16\] rest$/);
    expect(text.length).toBeLessThan(70);
  });

  it('ignores offsets that do not fit the line', () => {
    expect(
      shown('short', [
        { from: 3, to: 99 },
        { from: 4, to: 2 },
        { from: -1, to: 1 },
      ]),
    ).toBe('short');
  });
});
