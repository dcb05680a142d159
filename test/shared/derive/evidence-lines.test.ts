import { describe, expect, it } from 'vitest';
import { escapeForDisplay } from '#shared/base/escape.ts';
import { deriveEvidenceLines } from '#shared/derive/index.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { analysisOf, someCustody } from '#test/builders/analysis.ts';
import { record } from '#test/builders/records.ts';

const withBody = (body: Uint8Array): EvidenceRecord => ({ ...record('kernel-log', ''), body });
const lines = (r: EvidenceRecord, from = 1, limit = 100) =>
  deriveEvidenceLines(analysisOf([r], someCustody), r.id, from, limit);

describe('lines of a record', () => {
  it.each([
    ['', []],
    ['one', ['one']],
    ['one\n', ['one']],
    ['one\n\ntwo\n', ['one', '', 'two']],
    ['\n', ['']],
  ])('%j has the lines %j', (text, expected) => {
    const answer = lines(record('kernel-log', text));
    expect(answer).toEqual({ id: 'kernel-log', from: 1, lines: expected, totalLines: expected.length });
  });

  it('gives a window, and nothing past the end', () => {
    const r = record('kernel-log', 'a\nb\nc\nd\n');
    expect(lines(r, 2, 2)).toMatchObject({ from: 2, lines: ['b', 'c'], totalLines: 4 });
    expect(lines(r, 9, 2)).toMatchObject({ lines: [], totalLines: 4 });
  });

  it('shows each byte that is no UTF-8 as \\xNN, and keeps two different bytes apart', () => {
    const bytes = Uint8Array.from([0x61, 0xff, 0x80, 0xc3, 0xa9, 0xed, 0xa0, 0x80]);
    const [line] = lines(withBody(bytes))!.lines;
    expect(escapeForDisplay(line!)).toBe('a\\xff\\x80é\\xed\\xa0\\x80');
  });

  it('numbers rows that end with NUL as the parsers do', () => {
    const r = record('namespace-links', '/proc/1/ns/mnt\tmnt:[1]\0/proc/2/ns/mnt\tmnt:[1]\n\0');
    expect(lines(r)?.lines).toEqual(['/proc/1/ns/mnt\tmnt:[1]', '/proc/2/ns/mnt\tmnt:[1]\n']);
  });

  it('cuts a line nobody could read, saying how long it is', () => {
    const [line] = lines(record('kernel-log', 'x'.repeat(1_000_000)))!.lines;
    expect(line).toMatch(/x… \(line of 1000000 bytes\)$/);
    expect(line!.length).toBeLessThan(70_000);
  });

  it('has no lines for a record that is not there', () => {
    expect(deriveEvidenceLines(analysisOf([], someCustody), 'nothing', 1, 5)).toBeNull();
  });

  it('answers from the middle of a record of a million lines without decoding the rest', () => {
    const big = analysisOf([record('kernel-log', 'line of a log that is long\n'.repeat(1_000_000))], someCustody);
    deriveEvidenceLines(big, 'kernel-log', 1, 1);
    const before = performance.now();
    expect(deriveEvidenceLines(big, 'kernel-log', 900_000, 100)?.lines).toHaveLength(100);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
