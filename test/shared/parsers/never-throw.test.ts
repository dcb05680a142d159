/** What every parser promises, whatever the bytes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ParserId, parsers } from '#shared/parsers/index.ts';

const ids = Object.keys(parsers) as ParserId[];
/** Bytes that look enough like the formats to reach the inside of the parsers. */
const pieces = fc.constantFrom(
  ...'\t\0\n:=,"\\{}[]'.split(''),
  ...['/proc/1/stat:', '1 (', ') ', ' - ', '\\040'].concat([
    '/config.v2.json:{"ID":"a"',
    '253:16',
    'mnt:[',
    '//deleted',
    'shared:',
    '0::/',
    '#boot',
    'Id=',
    '999999999999999999999',
  ]),
);
const alike = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 60 })
  .map((parts) => new TextEncoder().encode(parts.join('')));
const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), alike);

describe.each(ids)('%s', (id) => {
  it('never throws, and gives rows and warnings with lines that exist', () => {
    fc.assert(
      fc.property(anyBytes, (body) => {
        const { value, warnings } = parsers[id](body);
        const newlines = body.filter((b) => b === 10 || b === 0).length + 1;
        for (const row of [...value, ...warnings] as { line: number }[]) {
          expect(row.line).toBeGreaterThanOrEqual(1);
          expect(row.line).toBeLessThanOrEqual(newlines);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('reads a line of a million bytes without backtracking over it', () => {
    const started = performance.now();
    parsers[id](new Uint8Array(1_000_000).fill(0x61));
    parsers[id](new TextEncoder().encode(`/proc/1/stat:${'1 ( ) '.repeat(150_000)}`));
    parsers[id](new TextEncoder().encode(`/${'"'.repeat(300_000)},`.repeat(3)));
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
