/** What one analysis gives of itself to be compared in another's process, and what is too much for a clipboard. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { answer } from '#electron/analysis/answer.ts';
import { compareWith, comparisonWith, digestBytes, keyOf } from '#electron/analysis/comparisons.ts';
import { packDigest, unpackDigest } from '#electron/analysis/digest-bytes.ts';
import { compareDigests, diffDigest } from '#shared/derive/index.ts';
import { everyRow } from '#shared/derive/rows/choose-rows.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { hostileStrings } from '#test/builders/hostile-strings.ts';
import { readHost } from '#test/hosts/read-host.ts';

// Child processes and whole hosts: seconds alone, more beside other tests.
vi.setConfig({ testTimeout: 60_000 });

let broken: Analysis;
let healthy: Analysis;
beforeAll(() => {
  const [was, is] = [readHost('lab-broken'), readHost('lab-healthy')];
  broken = analysisOf(was.records, was.custody);
  healthy = analysisOf(is.records, is.custody);
});

describe('a digest', () => {
  it('is the same after its way as bytes, with newlines, NULs and broken text in its words', () => {
    const digest = diffDigest(broken);
    expect(unpackDigest(packDigest(digest))).toEqual(digest);
    const evil = { ...digest, findings: digest.findings.map((f, n) => ({ ...f, name: hostileStrings[n % 400]! })) };
    const many = {
      ...evil,
      findings: hostileStrings.map((name, n) => ({ ...digest.findings[0]!, id: `R-01:${n}`, name })),
    };
    expect(unpackDigest(packDigest(many))).toEqual(many);
  });

  it('is small: rows of one host are alike', () => {
    const digest = diffDigest(broken);
    expect(packDigest(digest).length * 5).toBeLessThan(JSON.stringify(digest).length);
  });
});

describe('a comparison', () => {
  it('is what both analyses give in one process', () => {
    compareWith(healthy, keyOf(broken), digestBytes(broken));
    expect(comparisonWith(healthy, keyOf(broken))).toEqual(compareDigests(diffDigest(broken), diffDigest(healthy)));
  });

  it('is kept under the key of that very analysis, the last two of them', () => {
    const { records, custody } = readHost('lab-broken');
    const others = [1, 2].map(() => analysisOf(records, custody));
    compareWith(healthy, keyOf(broken), digestBytes(broken));
    expect(others.map((o) => comparisonWith(healthy, keyOf(o)))).toEqual([null, null]);
    for (const other of others) compareWith(healthy, keyOf(other), digestBytes(other));
    expect(comparisonWith(healthy, keyOf(broken))).toBeNull();
    expect(comparisonWith(healthy, keyOf(others[0]!))).not.toBeNull();
  });
});

describe('a text for the clipboard', () => {
  it('is refused whole when it is too large, with how large it is', () => {
    compareWith(healthy, keyOf(broken), digestBytes(broken));
    const asked = { key: keyOf(broken), format: 'json', most: 1000 };
    const whole = answer(healthy, 'diffText', { ...asked, most: 1 << 30 }) as { value: { text: string } };
    expect(answer(healthy, 'diffText', asked)).toEqual({
      ok: false,
      error: { kind: 'too-large-to-copy', characters: whole.value.text.length, most: 1000 },
    });
    const rows = { table: 'mounts', needle: '', picture: null, filter: '', sort: null, chosen: everyRow, key: null };
    const cut = { ...rows, format: 'csv', most: 5000, mayBeCut: true };
    expect(answer(broken, 'rows', cut)).toMatchObject({ ok: true });
    expect(answer(broken, 'rows', { ...cut, mayBeCut: false })).toMatchObject({ error: { kind: 'too-large-to-copy' } });
    // What stands below a table counts too.
    const foot = { ...cut, mayBeCut: false, format: 'markdown', filter: `pid:=1 ${'x'.repeat(1000)}`, most: 900 };
    expect(answer(broken, 'rows', foot)).toMatchObject({ error: { kind: 'too-large-to-copy' } });
  });
});
