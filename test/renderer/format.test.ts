import { expect, it } from 'vitest';
import { count, duration, size, utc } from '#renderer/components/format.ts';

it('writes sizes in binary units', () => {
  expect([0, 1023, 1024, 96_256, 1_153_434, 75 * 2 ** 20, 3.2 * 2 ** 40].map(size)).toEqual([
    '0 B',
    '1023 B',
    '1 KiB',
    '94 KiB',
    '1.1 MiB',
    '75 MiB',
    '3.2 TiB',
  ]);
});

it('writes durations a person can compare', () => {
  expect([40, 28_900, 205_400].map(duration)).toEqual(['0.0 s', '28.9 s', '3 min 25 s']);
});

it('writes times in UTC, and a time no clock shows as its number', () => {
  expect([utc(Date.UTC(2026, 10, 20, 16, 28, 13)), utc(9e15)]).toEqual(['2026-11-20 16:28:13 UTC', '9000000000000000']);
});

it('groups thousands', () => {
  expect(count(1_234_567)).toBe('1,234,567');
});
