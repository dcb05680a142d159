import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { citedLines } from '#shared/derive/cited-lines.ts';
import { analyze } from '#shared/pipeline/analyze.ts';
import { readHost } from '#test/hosts/read-host.ts';

const { records, custody } = readHost('lab-layers-broken');
const analysis = await analyze(
  {
    kind: 'script-output',
    title: 'lab',
    async *records() {
      yield* records;
    },
    custody: () => custody,
  },
  new AbortController().signal,
  { sha256: (bytes) => createHash('sha256').update(bytes).digest('hex') },
);

describe('what a finding about layers cites', () => {
  it('names the place in a database, each once, and lines of text records', () => {
    const outcome = analysis.outcomes.find((o) => o.code === 'O-02')!.outcome;
    if (outcome.answer !== 'fires') throw new Error(outcome.answer);
    const texts = outcome.findings.flatMap((f) => citedLines(analysis, f.sources, []).cited.map((c) => c.text));
    expect(texts).toContainEqual(expect.stringMatching(/^v1\/snapshots\/default\/\d+\/sha256:[0-9a-f]{64}$/));
    expect(texts).toContainEqual(expect.stringContaining('RunPodSandbox'));
    expect(texts).toContainEqual(expect.stringContaining('pause'));
    expect(texts.filter((t) => t.includes('undefined'))).toEqual([]);
  });

  it('keeps two places of one database apart', () => {
    const evidence = records.find((r) => r.id.endsWith('meta.db'))!.id;
    const sources = ['v1/a', 'v1/b', 'v1/a'].map((bucket) => ({ evidence, line: 0, bucket }));
    expect(citedLines(analysis, sources, [])).toMatchObject({ total: 2, cited: [{ text: 'v1/a' }, { text: 'v1/b' }] });
  });
});
