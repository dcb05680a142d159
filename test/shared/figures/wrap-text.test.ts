import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from '#shared/figures/text.ts';
import { wrapText } from '#shared/figures/wrap-text.ts';

describe('a text that is wrapped', () => {
  it('breaks at spaces, before ideographs, and inside a word only when it must', () => {
    expect(wrapText('one two three', 'mono', 10, 60)).toEqual(['one two', 'three']);
    expect(wrapText('数据卷订单', 'mono', 10, 30)).toEqual(['数据卷', '订单']);
    expect(wrapText('a 012345678901234', 'mono', 10, 60)).toEqual(['a', '0123456789', '01234']);
    expect(wrapText('', 'mono', 10, 60)).toEqual(['']);
  });

  it('keeps every character but the space at a break, and every line in its room', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('ab/ 数é.')), maxLength: 120 });
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 300 }), (words, room) => {
        const lines = wrapText(words, 'sans400', 11, room);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''));
        for (const line of lines) expect(textWidth(line.trim(), 'sans400', 11)).toBeLessThanOrEqual(room);
      }),
    );
  });
});
