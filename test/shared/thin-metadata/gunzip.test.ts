import { randomBytes } from 'node:crypto';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gunzip } from '#shared/thin-metadata/gunzip.ts';

function unpack(packed: Uint8Array, limit = 1e9) {
  const pieces: Buffer[] = [];
  const whole = gunzip(packed, limit, (piece) => pieces.push(Buffer.from(piece)));
  return { whole, bytes: Buffer.concat(pieces) };
}

const xml = Buffer.from(
  Array.from(
    { length: 40_000 },
    (_, i) => `    <single_mapping origin_block="${i * 3}" data_block="${(i * 7919) % 99_991}" time="${i % 9}"/>\n`,
  ).join(''),
);

describe('gunzip', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from('x')],
    ['XML larger than a piece', xml],
    ['what cannot be packed', randomBytes(300_000)],
    ['one byte a million times', Buffer.alloc(1_000_000, 7)],
  ])('gives back %s at every level', (_what, bytes) => {
    for (const level of [0, 1, 6, 9]) expect(unpack(gzipSync(bytes, { level })).bytes.equals(bytes)).toBe(true);
    const fixed = gzipSync(bytes, { strategy: constants.Z_FIXED });
    expect(unpack(fixed)).toMatchObject({ whole: true });
    expect(unpack(fixed).bytes.equals(bytes)).toBe(true);
  });

  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) =>
        unpack(gzipSync(bytes)).bytes.equals(Buffer.from(bytes)),
      ),
      { numRuns: 200 },
    );
  });

  it('skips name, comment and extra fields of the header', () => {
    const head = Buffer.from([0x1f, 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9]);
    const packed = Buffer.concat([
      head,
      Buffer.from('dump.xml\0a comment\0'),
      Buffer.alloc(2),
      deflateRawSync(xml),
      Buffer.alloc(8),
    ]);
    expect(unpack(packed).bytes.equals(xml)).toBe(true);
  });

  it('keeps what came before a cut, and says that it was cut', () => {
    const packed = gzipSync(xml);
    const { whole, bytes } = unpack(packed.subarray(0, packed.length >> 1));
    expect(whole).toBe(false);
    expect(bytes.length).toBeGreaterThan(xml.length / 4);
    expect(xml.subarray(0, bytes.length).equals(bytes)).toBe(true);
  });

  it('stops at the limit', () => {
    const { whole, bytes } = unpack(gzipSync(Buffer.alloc(50_000_000)), 1_000_000);
    expect(whole).toBe(false);
    expect(bytes.length).toBeLessThanOrEqual(1_000_000);
  });

  it('survives any damage', () => {
    const packed = gzipSync(xml.subarray(0, 20_000));
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Buffer.from(packed);
        damaged[at]! ^= flip;
        expect(unpack(damaged, 10_000_000).bytes.length).toBeLessThanOrEqual(10_000_000);
      }),
      { numRuns: 500 },
    );
  });
});
