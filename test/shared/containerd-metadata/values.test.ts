import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAny } from '#shared/containerd-metadata/protobuf-any.ts';
import { readGoTime, readParentKey, readUvarint, readVarint } from '#shared/containerd-metadata/values.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const isUnparsable = expect.objectContaining({ absent: 'unparsable' });

describe("Go's numbers", () => {
  // encoding/binary's own table of examples, and its limits.
  it.each([
    ['00', 0, 0],
    ['01', 1, -1],
    ['02', 2, 1],
    ['7f', 127, -64],
    ['80 01', 128, 64],
    ['ff 01', 255, -128],
    ['80 02', 256, 128],
    ['ff ff ff ff ff ff ff 0f', Number.MAX_SAFE_INTEGER, -(2 ** 52)],
  ])('%s', (hex, unsigned, signed) => {
    expect([readUvarint(bytes(hex)), readVarint(bytes(hex))]).toEqual([unsigned, signed]);
  });

  it.each([
    '',
    '80',
    'ff ff ff ff ff ff ff ff ff ff',
    '01 00',
    'ff ff ff ff ff ff ff ff ff 01',
    'ff ff ff ff ff ff ff ff ff 02',
  ])('%s is none that is exact', (hex) => {
    expect(readUvarint(bytes(hex))).toEqual(isUnparsable);
  });

  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        expect(readVarint(uvarint(n < 0 ? -2n * BigInt(n) - 1n : 2n * BigInt(n)))).toBe(n);
        expect(readUvarint(uvarint(BigInt(Math.abs(n))))).toBe(Math.abs(n));
      }),
      { seed: 1 },
    );
  });

  it('stand in the key of a parent link, even where one of their bytes is the separator', () => {
    expect(readParentKey(bytes('02 00 05'))).toEqual({ parent: 2, child: 5 });
    expect(readParentKey(bytes('ac 02 00 80 01'))).toEqual({ parent: 300, child: 128 });
    expect(readParentKey(bytes('00 00 00'))).toEqual({ parent: 0, child: 0 });
    for (const hex of ['', '02', '02 00', '02 01 05', '80 80', '02 00 80'])
      expect(readParentKey(bytes(hex))).toBeNull();
  });
});

describe("Go's binary time", () => {
  it.each([
    // time.Unix(0, 0).UTC(), then with nanoseconds, before 1970, in a zone of +1 h, and version 2 with a zone of seconds.
    ['01 00 00 00 0e 77 91 f7 00 00 00 00 00 ff ff', 0],
    ['01 00 00 00 0e 77 91 f7 01 1d cd 65 00 ff ff', 1500],
    ['01 00 00 00 0e 77 91 f6 ff 00 00 00 00 ff ff', -1000],
    ['01 00 00 00 0e 77 91 f7 00 00 00 00 00 00 3c', 0],
    ['02 00 00 00 0e 77 91 f7 00 00 00 00 00 00 3c 15', 0],
    // The zero time of Go: the year 1.
    ['01 00 00 00 00 00 00 00 00 00 00 00 00 ff ff', -62135596800000],
  ])('%s', (hex, ms) => {
    expect(readGoTime(bytes(hex))).toBe(ms);
  });

  it.each([
    '',
    '01',
    '03 00 00 00 0e 77 91 f7 00 00 00 00 00 ff ff',
    '02 00 00 00 0e 77 91 f7 00 00 00 00 00 ff ff',
    '01 7f ff ff ff ff ff ff ff 00 00 00 00 ff ff',
  ])('%s is none', (hex) => {
    expect(readGoTime(bytes(hex))).toEqual(isUnparsable);
  });
});

describe('a protobuf Any', () => {
  it('is the URL of a type and bytes; other fields are skipped', () => {
    expect(readAny(bytes('0a 01 74 12 02 01 02'))).toEqual({ typeUrl: 't', value: bytes('0102') });
    expect(readAny(bytes(''))).toEqual({ typeUrl: '', value: new Uint8Array(0) });
    expect(readAny(bytes('1a 01 ff 0a 01 74'))).toEqual({ typeUrl: 't', value: new Uint8Array(0) });
  });

  it.each(['0a', '0a 05 74', '08 01', 'ff ff ff ff ff ff', '12 ff ff ff ff 0f'])('%s is none', (hex) => {
    expect(readAny(bytes(hex))).toEqual(isUnparsable);
  });

  it('whatever the bytes, ends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (some) => void readAny(some)),
      { seed: 1 },
    );
  });
});

function uvarint(value: bigint): Uint8Array {
  const out: number[] = [];
  let rest = value;
  for (; rest >= 0x80n; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from([...out, Number(rest)]);
}
