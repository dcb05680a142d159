import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '#electron/cli/text/display-width.ts';
import { TextPage } from '#electron/cli/text/text-page.ts';

const page = (columns = 40, colour = false) => new TextPage({ columns, colour });

describe('text for a terminal', () => {
  it('lets no control, bidi or escape byte of the evidence through, whatever it is and wherever it stands', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\x1b[2J',
        '\x1b]0;title\x07',
        '\r\nfake line',
        '\u202egnp.exe',
        '\u2066',
        'a\u0000b',
        '\x9b31m',
        '\u200b',
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const p = page();
        p.heading(a);
        p.item(a, b, 2);
        p.exact(b, 4);
        p.command(b, 4);
        p.table([[a, b, a]], 1);
        expect(p.toString()).not.toMatch(
          /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/,
        );
      }),
    );
  });

  it('cannot be made to show a line of its own by a newline in a name', () => {
    const p = page();
    p.text('mount at /a\nNo finding.');
    expect(p.toString()).toBe('mount at /a\\nNo finding.\n');
  });

  it('hangs wrapped text behind its label, and keeps a long path whole', () => {
    const p = page();
    p.item('Why: ', 'one two three four five six seven eight /a/very/long/path/that/does/not/fit/at/all end', 2);
    expect(p.toString()).toBe(
      [
        '  Why: one two three four five six seven',
        '       eight',
        '       /a/very/long/path/that/does/not/fit/at/all',
        '       end',
        '',
      ].join('\n'),
    );
  });

  it('shortens ids in prose, and leaves what may be copied whole', () => {
    const id = '0123456789abcdef'.repeat(4);
    const p = page(80);
    p.text(`unmount /mnt/${id}/rootfs`);
    p.exact(`umount /mnt/${id}/rootfs`, 2);
    expect(p.toString()).toBe(`unmount /mnt/0123456789ab…/rootfs\n  umount /mnt/${id}/rootfs\n`);
  });

  it('aligns columns by what is seen, also with wide characters', () => {
    const p = page(80);
    p.table(
      [
        ['容器', 'x'],
        ['ab', 'y'],
      ],
      0,
    );
    expect(p.toString()).toBe('容器  x\nab    y\n');
    expect(displayWidth('e\u0301容')).toBe(3);
  });

  it('colours only where colour was asked for', () => {
    const [plain, coloured] = [page(40, false), page(40, true)];
    for (const p of [plain, coloured]) p.text('x', 0, 'red');
    expect(plain.toString()).toBe('x\n');
    expect(coloured.toString()).toBe('\x1b[31mx\x1b[0m\n');
  });
});
