import { gapIn } from '#shared/derive/diff/gaps.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { rules } from '#shared/rules/index.ts';
import { holderCollectors } from '#shared/rules/rests-on.ts';

/** By code of each rule that was run: what kept it from seeing all; null where nothing did. */
export const blindCodes = (analysis: Analysis): Readonly<Record<string, string | null>> =>
  Object.fromEntries(analysis.outcomes.map((row) => [row.code, blindness(analysis, row)]));

function blindness(analysis: Analysis, { code, outcome }: Analysis['outcomes'][number]): string | null {
  if (outcome.answer === 'cannot-tell') return say(outcome.because);
  const rule = rules.find((r) => r.code === code);
  const holders =
    outcome.answer === 'fires' && outcome.findings.some((f) => f.holders.length > 0) ? holderCollectors : [];
  const gap = gapIn(analysis, [...(rule?.needs ?? []), ...(rule?.alsoReads ?? []), ...holders]);
  return gap && say(msg('diff.not-read', gap));
}
