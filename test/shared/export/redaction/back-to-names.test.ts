import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { backToNames } from '#shared/export/redaction/back-to-names.ts';
import { emptyMap } from '#shared/export/redaction/map.ts';
import { redactAnalysis } from '#shared/export/redaction/redact-analysis.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { readHost } from '#test/hosts/read-host.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const { records, custody } = readHost('lab-layers-broken');
const analysis = analysisOf(records, custody, 'root@lab-node1:22');
const redacted = redactAnalysis(analysis, {
  map: emptyMap('9'.repeat(64)),
  toolVersion: '1',
  sha256,
  nameOriginal: false,
});
const back = backToNames(redacted);

describe('from pseudonyms back to names', () => {
  it('every id of a finding, every mount point, record and container name', () => {
    const texts = [
      ...analysis.outcomes.flatMap(({ outcome }) =>
        outcome.answer === 'fires' ? outcome.findings.map((f) => f.id) : [],
      ),
      ...new Set(analysis.model.mounts.slice(0, 300).map(({ shape }) => shape.mountPoint)),
      ...analysis.records.keys(),
      ...analysis.model.containers.flatMap(({ id, name }) => [id, id.slice(0, 12), name ?? id]),
    ];
    expect(texts.length).toBeGreaterThan(300);
    const wrong = texts.filter((text) => back(redacted.redactor.text(text)) !== text);
    // Capitals of a name are not in its pseudonym's digits; nothing else may be lost, and nothing may be wrong.
    expect(wrong.filter((text) => back(redacted.redactor.text(text)) !== null)).toEqual([]);
    expect(wrong.length).toBeLessThan(texts.length / 20);
  });

  it('what nobody redacted has no way back', () => {
    expect(back('lab-node1')).toBeNull();
    expect(back('R-01')).toBe('R-01');
  });
});
