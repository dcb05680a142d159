import { compareRows } from '#shared/derive/diff/compare-rows.ts';
import type { KindCount, KindDifferences } from '#shared/derive/diff/diff.ts';
import type { DiffDigest } from '#shared/derive/diff/digest.ts';
import { msg, say } from '#shared/messages/index.ts';

/**
 * A finding is new, gone or changed only when its rule could see as much in both captures: what a rule concludes from half
 * of its evidence may be another thing under another name.
 */
export function compareFindings(
  before: DiffDigest,
  after: DiffDigest,
): KindDifferences & { readonly count: KindCount } {
  const differences = compareRows(before.findings, after.findings);
  const blindOf = (row: { readonly id: string }): Blindness | null => {
    const code = codeOf(row);
    return blindness(before, code, 'before') ?? blindness(after, code, 'after');
  };
  const told = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
    rows.filter((row) => blindOf(row) === null);
  return {
    new: told(differences.new),
    gone: told(differences.gone),
    changed: told(differences.changed),
    count: { kind: 'finding', ...differences.count },
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

function blindness({ blind }: DiffDigest, code: string, when: Blindness['when']): Blindness | null {
  const because = Object.hasOwn(blind, code) ? blind[code]! : say(msg('diff.no-such-rule'));
  return because === null ? null : { when, because };
}

const codeOf = (row: { readonly id: string }): string => row.id.slice(0, row.id.indexOf(':'));
