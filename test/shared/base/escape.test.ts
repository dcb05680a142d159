import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  escapeCommand,
  escapeForDisplay,
  escapeKeepingLines,
  escapeParts,
  isPlain,
  unescapeDisplay,
} from '#shared/base/escape.ts';

describe('text from a host, made visible', () => {
  it.each([
    ['a\nb', 'a\\nb'],
    ['\x1b[31mred\x1b[0m', '\\x1b[31mred\\x1b[0m'],
    ['\x9b2J', '\\u009b2J'],
    ['raw byte \udc9b', 'raw byte \\x9b'],
    ['evil\u202egpj.exe', 'evil\\u202egpj.exe'],
    ['\0', '\\x00'],
    ['a\u200bb\u200db\ufeff', 'a\\u200bb\\u200db\\ufeff'],
    ['a\u00a0b\u3000c', 'a\\u00a0b\\u3000c'],
    ['\ud800', '\\ud800'],
    ['\uffff', '\\uffff'],
    ['\u{e0041}tag', '\\u{e0041}tag'],
    ['/mnt/数据/größe', '/mnt/数据/größe'],
    ['😀', '😀'],
  ])('%j is shown as %s', (raw, shown) => {
    expect(escapeForDisplay(raw)).toBe(shown);
  });

  it("leaves systemd's and the kernel's own escapes alone", () => {
    expect(escapeForDisplay('dev-disk\\x2duuid.swap')).toBe('dev-disk\\x2duuid.swap');
    expect(escapeForDisplay('/mnt/a\\040b')).toBe('/mnt/a\\040b');
  });

  it('doubles a backslash that would read as an escape', () => {
    expect(escapeForDisplay('a\\nb')).toBe('a\\\\nb');
    expect(escapeForDisplay('\\x1b')).toBe('\\\\x1b');
  });

  it('gives the original back, whatever it was', () => {
    const hostile = fc.array(
      fc.constantFrom(
        '\\',
        'n',
        'x',
        'u',
        '{',
        '}',
        '1',
        'b',
        '\n',
        '\x1b',
        '\u202e',
        '\ud800',
        '\udc00',
        '\udc9b',
        '\x9b',
        '9',
        '\u{e0001}',
        '0',
        'a',
      ),
    );
    fc.assert(
      fc.property(hostile, (pieces) => {
        const raw = pieces.join('');
        expect(unescapeDisplay(escapeForDisplay(raw))).toBe(raw);
        expect(isPlain(escapeForDisplay(raw))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the lines of our own texts', () => {
    expect(escapeKeepingLines('a\x07\nb')).toBe('a\\x07\nb');
  });

  it('marks what it escaped', () => {
    expect(escapeParts('a\x1b\u202eb')).toEqual([
      { text: 'a', escaped: false },
      { text: '\\x1b\\u202e', escaped: true },
      { text: 'b', escaped: false },
    ]);
  });
});

describe('a command', () => {
  it.each([
    `printf '%s\\n' x`,
    `find / -printf '%s\\t%p\\0' | sed -zn '1s/^[0-9]*\\t//p'`,
    'one\ntwo',
    'echo \\x41 \\u202e',
  ])('is shown as it must be typed: %j', (command) => {
    expect(escapeCommand(command)).toBe(command);
  });

  it('with a character that acts on a terminal is escaped all the same', () => {
    expect(escapeCommand('rm \u202e\u001b[2J x')).toBe('rm \\u202e\\x1b[2J x');
  });
});
