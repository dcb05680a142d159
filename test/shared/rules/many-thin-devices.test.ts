import { describe, expect, it } from 'vitest';
import type { HostModel } from '#shared/model/host-model.ts';
import { rules } from '#shared/rules/index.ts';
import { runRules } from '#shared/rules/run-rules.ts';
import { manyThinDevices, readWhole } from '#test/builders/many-thin-devices.ts';

/** Rows that are read again and again are what makes a rule slow; so they are counted, not timed. */
class TooMuch extends Error {}

/** The same model, whose tables count every row that is read and stop a rule at its limit. */
function counted(model: HostModel, limit: number): { readonly model: HostModel; readonly rowsRead: () => number } {
  let read = 0;
  const count = <T>(table: readonly T[]): readonly T[] =>
    new Proxy(table, {
      get(target, property, receiver) {
        if (typeof property === 'string' && /^\d/.test(property) && ++read > limit) throw new TooMuch();
        return Reflect.get(target, property, receiver) as unknown;
      },
    });
  const tables = Object.entries(model).map(([name, table]) => [name, Array.isArray(table) ? count(table) : table]);
  return { model: Object.fromEntries(tables) as HostModel, rowsRead: () => read };
}

const rowsOf = (model: HostModel) =>
  Object.values(model).reduce((sum: number, table) => sum + (Array.isArray(table) ? table.length : 0), 0);

describe('over many thin devices', () => {
  const host = manyThinDevices(5000);
  const rows = rowsOf(host);
  /** Most rules pass a few tables once or twice; the lookups pass each some times, once for all rules. */
  const passes = 8;

  it.each(rules.map((rule) => [rule.code, rule] as const))('%s reads each row a few times at most', (_code, rule) => {
    const { model } = counted(host, rows * passes);
    expect(() => runRules([rule], { model, ledger: readWhole })).not.toThrow(TooMuch);
  });

  it('20,000 of them: all rules together answer within seconds, and find what is there', () => {
    const model = manyThinDevices(20_000);
    const before = performance.now();
    const results = runRules(rules, { model, ledger: readWhole });
    expect(performance.now() - before).toBeLessThan(15_000);
    const found = Object.fromEntries(
      results.map((r) => [r.code, r.outcome.answer === 'fires' ? r.outcome.findings.length : 0]),
    );
    expect(found).toMatchObject({ 'R-01': 200, 'T-15': 200, 'T-14': 200, 'T-18': 0, 'T-19': 0 });
  });
});
