import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeText } from '#shared/parsers/decode.ts';

describe('decodeText', () => {
  it('loses no byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(encodeText(decodeText(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each([
    [[0xc3]],
    [[0xe2, 0x82]],
    [[0xed, 0xa0, 0x80]],
    [[0xf4, 0x90, 0x80, 0x80]],
    [[0xc0, 0x80]],
    [[0xef, 0xbb, 0xbf, 0xff]],
  ])('keeps the broken sequence %j', (bytes) => {
    expect([...encodeText(decodeText(Uint8Array.from(bytes)))]).toEqual(bytes);
  });

  it('is plain UTF-8 where the bytes are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeText(new TextEncoder().encode(text))).toBe(text);
      }),
    );
  });

  it('tells two broken names apart, and both from a real U+FFFD', () => {
    expect(decodeText(Uint8Array.of(0xe9))).not.toBe(decodeText(Uint8Array.of(0xe8)));
    expect(decodeText(Uint8Array.of(0xe9))).not.toBe('\ufffd');
  });
});
