import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyMap } from '#shared/export/redaction/map.ts';
import { redactAnalysis } from '#shared/export/redaction/redact-analysis.ts';
import { rules } from '#shared/rules/index.ts';
import { analysisOf, someCustody } from '#test/builders/analysis.ts';
import { casesRoot, readCase } from '#test/cases/rules/case-host.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const options = { map: emptyMap('3'.repeat(64)), toolVersion: '1', sha256, nameOriginal: false };
const answerOf = (records: Parameters<typeof analysisOf>[0], code: string) => {
  const analysis = analysisOf(records, someCustody, 'case');
  const outcome = analysis.outcomes.find((o) => o.code === code)?.outcome;
  return {
    analysis,
    parts: outcome?.answer === 'fires' ? outcome.findings.map((f) => JSON.stringify(f)) : [JSON.stringify(outcome)],
  };
};

/** Engines and versions that no lab host has: each rule must answer of a redacted case what it answers of the case. */
describe.each(rules.map(({ code }) => code))('%s, redacted', (code) => {
  it.each(readdirSync(path.join(casesRoot, code)))('%s', (name) => {
    const { records } = readCase(path.join(casesRoot, code, name));
    const { analysis, parts } = answerOf([...records], code);
    const result = redactAnalysis(analysis, options);
    const expected = parts.map((part) => result.redactor.text(part));
    expect(answerOf(result.records, code).parts.sort()).toEqual(expected.sort());
  });
});
