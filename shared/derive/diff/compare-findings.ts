import { compareRows } from '#shared/derive/diff/compare-rows.ts';
import type { KindDifferences } from '#shared/derive/diff/diff.ts';
import { findingRows } from '#shared/derive/diff/finding-rows.ts';
import { gapIn } from '#shared/derive/diff/gaps.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { rules } from '#shared/rules/index.ts';
import { holderCollectors } from '#shared/rules/rests-on.ts';

/**
 * A finding is new, gone or changed only when its rule could see as much in both captures: what a rule concludes from half
 * of its evidence may be another thing under another name.
 */
export function compareFindings(before: Analysis, after: Analysis): KindDifferences {
  const differences = compareRows(findingRows(before), findingRows(after));
  const blind = new Map<string, Blindness | null>();
  const blindOf = (row: { readonly id: string }) => {
    const code = codeOf(row);
    if (!blind.has(code)) blind.set(code, blindness(before, code, 'before') ?? blindness(after, code, 'after'));
    return blind.get(code) ?? null;
  };
  const told = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
    rows.filter((row) => blindOf(row) === null);
  return {
    new: told(differences.new),
    gone: told(differences.gone),
    changed: told(differences.changed),
    notComparable: [...differences.gone, ...differences.new, ...differences.changed].flatMap((row) => {
      const why = blindOf(row);
      if (why === null) return [];
      const { when, because } = why;
      return [
        {
          kind: 'finding',
          because: msg(`diff.undecided-${when}`, { name: row.name, code: codeOf(row), because }),
        } as const,
      ];
    }),
  };
}

interface Blindness {
  readonly when: 'before' | 'after';
  readonly because: string;
}

function blindness(analysis: Analysis, code: string, when: Blindness['when']): Blindness | null {
  const answered = analysis.outcomes.find((o) => o.code === code);
  if (!answered) return { when, because: say(msg('diff.no-such-rule')) };
  const { outcome } = answered;
  if (outcome.answer === 'cannot-tell') return { when, because: say(outcome.because) };
  const rule = rules.find((r) => r.code === code);
  const holders =
    outcome.answer === 'fires' && outcome.findings.some((f) => f.holders.length > 0) ? holderCollectors : [];
  const gap = gapIn(analysis, [...(rule?.needs ?? []), ...(rule?.alsoReads ?? []), ...holders]);
  return gap && { when, because: say(msg('diff.not-read', gap)) };
}

const codeOf = (row: { readonly id: string }): string => row.id.slice(0, row.id.indexOf(':'));
