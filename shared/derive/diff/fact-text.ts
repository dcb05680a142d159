import { isAbsent } from '#shared/base/absent.ts';
import type { Fact } from '#shared/derive/diff/diff.ts';

/** One fact as text; what is not known says so and why. Host words are not escaped yet. */
export function factText(fact: Fact): string {
  if (isAbsent(fact)) return fact.because === '' ? fact.absent : `${fact.absent} (${fact.because})`;
  if (fact === null) return 'none';
  if (typeof fact === 'boolean') return fact ? 'yes' : 'no';
  return String(fact);
}

/** `state: running; pid: 4711`. */
export const factsText = (facts: Readonly<Record<string, Fact>>): string =>
  Object.entries(facts)
    .map(([name, fact]) => `${name}: ${factText(fact)}`)
    .join('; ');
