import { beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisJson } from '#test/lab/answers.ts';
import { capture, undermount } from '#test/lab/guest.ts';

describe('a healthy host', () => {
  let analysis: AnalysisJson;

  beforeAll(async () => {
    const taken = await capture('root', ['--with', 'layer-listings']);
    expect(taken.stderr + taken.code).toMatch(/0$/);
    analysis = JSON.parse((await undermount(['analyze', taken.file, '--json'])).stdout);
  });

  it('has every collector ok or not applicable', () => {
    expect(analysis.completeness.filter((c) => c.status !== 'ok' && c.status !== 'not-applicable')).toEqual([]);
  });

  it('fires no R rule of medium severity or above', () => {
    const loud = analysis.outcomes
      .filter((o) => o.code.startsWith('R-'))
      .flatMap((o) =>
        (o.findings ?? [])
          .filter((f) => ['medium', 'high', 'critical'].includes(f.severity))
          .map((f) => `${o.code} ${f.statement}`),
      );
    expect(loud).toEqual([]);
  });

  it('fires no rule about layers', () => {
    const firing = analysis.outcomes.filter((o) => o.code.startsWith('O-') && o.answer === 'fires').map((o) => o.code);
    expect(firing).toEqual([]);
  });
});
