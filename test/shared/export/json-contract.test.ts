import { describe, expect, it } from 'vitest';
import { deriveFindings, deriveWho } from '#shared/derive/index.ts';
import {
  AnalysisJson,
  analysisJson,
  findingText,
  jsonText,
  reportText,
  WhoJson,
  whoJson,
} from '#shared/export/index.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { readHost } from '#test/hosts/read-host.ts';

const hosts = ['lab-broken', 'lab-healthy', 'lab-broken-guest'] as const;
const analyses = new Map(
  hosts.map((name) => {
    const { records, custody } = readHost(name);
    return [name, analysisOf(records, custody)] as const;
  }),
);

describe.each(hosts)('%s', (name) => {
  const analysis = analyses.get(name)!;

  it('answers analyze --json in its contract, with every rule and every collector', () => {
    const json = AnalysisJson.parse(JSON.parse(jsonText(analysisJson(analysis))));
    expect(json.outcomes).toHaveLength(analysis.outcomes.length);
    expect(json.completeness).toHaveLength(analysis.ledger.length);
    expect(json.source.sha256).toBe(analysis.evidenceSha256);
    for (const o of json.outcomes) {
      expect(o.findings.length > 0).toBe(o.answer === 'fires');
      if (o.answer !== 'fires') expect(o.because).not.toBe('');
    }
    expect(reportText(analysis, 'json')).toBe(jsonText(analysisJson(analysis)));
  });

  it('answers who --json in its contract for every container, and for nothing', () => {
    for (const { id } of analysis.model.containers) {
      const answer = deriveWho(analysis, id);
      const json = WhoJson.parse(JSON.parse(jsonText(whoJson(answer))));
      expect(json.resolved.length).toBeGreaterThan(0);
      expect(json.holders).toHaveLength(answer.holders.length);
    }
    expect(whoJson(deriveWho(analysis, 'no-such-thing'))).toEqual({
      schema: 'undermount.who/1',
      needle: 'no-such-thing',
      resolved: [],
      holders: [],
      freeing: [],
    });
  });

  it('cites only lines that are in the evidence', () => {
    for (const { findings } of analysisJson(analysis).outcomes) {
      for (const { sources } of findings) {
        for (const { evidence } of sources) expect(analysis.records.has(evidence)).toBe(true);
      }
    }
  });

  it('puts every finding into every format, with its commands whole', () => {
    for (const item of deriveFindings(analysis)) {
      if (item.type !== 'finding') continue;
      const { finding } = item;
      for (const format of ['markdown', 'text', 'json', 'commands'] as const) {
        const text = findingText(analysis, finding.id, format)!;
        for (const { command } of finding.remedy) {
          const lines = format === 'json' ? [] : (command?.split('\n') ?? []);
          for (const line of lines) expect(text).toContain(line);
        }
      }
    }
    expect(findingText(analysis, 'R-99:nothing', 'markdown')).toBeNull();
  });

  it('reports every finding, every rule that cannot tell, and every collector', () => {
    const report = reportText(analysis, 'md');
    for (const { code, outcome } of analysis.outcomes)
      if (outcome.answer !== 'fires') expect(report).toContain(`- ${code} `);
    const headings = deriveFindings(analysis).filter((i) => i.type === 'finding').length;
    expect(report.match(/^### /gm)?.length ?? 0).toBe(headings);
    for (const { collector } of analysis.ledger) expect(report).toContain(collector);
  });
});
