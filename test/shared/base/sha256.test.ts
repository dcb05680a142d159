import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { sha256Hex } from '#shared/base/sha256.ts';

it.each([0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 100_003])('equals the platform on %i bytes', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + 7) & 255);
  expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
});
