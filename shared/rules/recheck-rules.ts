import { msg } from '#shared/messages/index.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';
import { readsOf, restsOn } from '#shared/rules/rests-on.ts';
import type { Rule } from '#shared/rules/rule.ts';

/**
 * The rules for evidence that was read again for one finding's rule. A rule that rests on more than was read is not asked: what it
 * says of half its evidence could be taken for cured, or for a finding that is none.
 */
export function rulesOfRecheck(rules: readonly Rule[], code: string, ledger: readonly LedgerEntry[]): readonly Rule[] {
  const read = new Set(ledger.filter(({ records }) => records > 0).map(({ collector }) => collector));
  return rules.map((rule) =>
    rule.code === code || [...readsOf(rule), ...restsOn(rule)].every((id) => read.has(id))
      ? rule
      : notAsked(rule, code),
  );
}

const notAsked = ({ id, code }: Rule, of: string): Rule => ({
  id,
  code,
  needs: [],
  check: () => ({ answer: 'cannot-tell', because: msg('recheck.not-asked', { code: of }) }),
});
