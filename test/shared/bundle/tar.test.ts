import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordNames } from '#shared/bundle/member-names.ts';
import { parseTarHeader, tarBlock, tarHeader, tarNameBytes, tarPadding } from '#shared/bundle/tar.ts';

const names = fc.stringMatching(/^[a-z0-9./@_-]{1,100}$/);

describe('the tar form of a bundle', () => {
  it('reads back every name and size it writes, and fills whole blocks', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 0, max: 8 ** 11 - 1 }), (name, size) => {
        expect(parseTarHeader(tarHeader(name, size))).toEqual({ kind: 'member', name, size });
        const small = size % 100_000;
        expect((small + tarPadding(small).length) % tarBlock).toBe(0);
      }),
    );
  });

  it('notices every changed bit of a header', () => {
    const header = tarHeader('records/000001-host.zst', 1234);
    for (let bit = 0; bit < tarBlock * 8; bit++) {
      const changed = Uint8Array.from(header);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const parsed = parseTarHeader(changed);
      // A space for a NUL at the checksum's end is the one difference a reader forgives; comparing bytes does not.
      if (parsed.kind === 'member') expect(tarHeader(parsed.name, parsed.size)).not.toEqual(changed);
    }
  });

  it('refuses to make a header for what does not fit', () => {
    expect(() => tarHeader('x'.repeat(tarNameBytes + 1), 0)).toThrow();
    expect(() => tarHeader('x', 8 ** 11)).toThrow();
  });

  it.each([
    ['a size in base 256', (h: Uint8Array) => h.fill(0x80, 124, 125)],
    ['a symbolic link', (h: Uint8Array) => h.fill(0x32, 156, 157)],
    ['a pax header', (h: Uint8Array) => h.fill(0x78, 156, 157)],
  ])('refuses %s even with a right checksum', (_what, change) => {
    const header = tarHeader('x', 5);
    change(header);
    header.fill(32, 148, 156);
    const sum = header.reduce((a, b) => a + b, 0);
    header.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    expect(parseTarHeader(header).kind).toBe('bad');
  });

  it('gives every record names that any tool can unpack, whatever its id', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.string({ unit: 'binary', maxLength: 512 }), (index, id) => {
        const { body, facts } = recordNames(index, id);
        for (const name of [body, facts]) expect(name).toMatch(/^records\/\d{6}-[A-Za-z0-9@._-]{0,60}\.(zst|json)$/);
      }),
    );
  });
});
