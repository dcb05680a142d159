/** A capture of only what a rule rests on: it answers as from a whole one, and nothing else is asked of it. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { optInCollectorIds, usualCollectorIds } from '#shared/collectors/ids.ts';
import { collectors } from '#shared/collectors/index.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { buildLedger } from '#shared/model/build-ledger.ts';
import { rules } from '#shared/rules/index.ts';
import { rulesOfRecheck } from '#shared/rules/recheck-rules.ts';
import { restsOn } from '#shared/rules/rests-on.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { runRules } from '#shared/rules/run-rules.ts';
import { analysisOf, someCustody } from '#test/builders/analysis.ts';
import { analysisOfFile } from '#test/builders/sosreport-members.ts';
import { casesRoot, readCase } from '#test/cases/rules/case-host.ts';
import { readHost } from '#test/hosts/read-host.ts';

const hosts = [
  'lab-broken',
  'lab-healthy',
  'lab-broken-guest',
  'lab-mappings',
  'lab-layers-broken',
  'engines-healthy',
  'engines-damaged',
] as const;

/** What a script with `only` of these would have written; listings and dumps where the host's capture asked for them. */
function read(records: readonly EvidenceRecord[], rule: Rule): readonly EvidenceRecord[] {
  const wanted = new Set<string>([...restsOn(rule), ...optInCollectorIds]);
  for (const { id, follows } of collectors) if (wanted.has(id) && follows !== undefined) wanted.add(follows);
  return records.filter((r) => wanted.has(r.collectorId));
}

/** The outcomes of a re-check by each rule. Many rest on the same collectors: those are analysed once. */
function againBy(records: readonly EvidenceRecord[], always: readonly EvidenceRecord[] = []) {
  const built = new Map<string, ReturnType<typeof analysed>>();
  return (rule: Rule) => {
    const some = [...read(records, rule), ...always];
    const key = [...new Set(some.map((r) => r.collectorId))].join();
    const made = built.get(key) ?? analysed(some);
    built.set(key, made);
    return runRules(rulesOfRecheck(rules, rule.code, made.ledger), made);
  };
}

const analysed = (records: readonly EvidenceRecord[]) => ({
  ...buildHostModel(records),
  ledger: buildLedger(records, usualCollectorIds, someCustody),
});

describe.each(hosts)('on %s', (name) => {
  const { records } = readHost(name);
  const whole = analysisOf(records, someCustody);

  it('every rule answers word for word as from the whole capture, and no other rule says what the whole does not', {
    timeout: 60_000,
  }, () => {
    const again = againBy(records);
    for (const [i, rule] of rules.entries()) {
      const outcomes = again(rule);
      expect(outcomes[i], rule.code).toEqual(whole.outcomes[i]);
      for (const [k, other] of outcomes.entries())
        if (other.outcome.answer !== 'cannot-tell')
          expect(other, `${other.code} beside ${rule.code}`).toEqual(whole.outcomes[k]);
    }
  });
});

describe.each(['broken', 'healthy'] as const)('on a sosreport of a %s host', (name) => {
  it('every rule answers word for word as from all of it', { timeout: 60_000 }, async () => {
    const whole = await analysisOfFile(`test/hosts/sosreport-${name}/sosreport.tar.${name === 'broken' ? 'xz' : 'gz'}`);
    // What sos says of itself is no collector's: no capture of ours has it.
    const records = [...whole.records.values()];
    const own = records.filter((r) => r.collectorId === 'sosreport');
    const again = againBy(records, own);
    for (const [i, rule] of rules.entries()) expect(again(rule)[i], rule.code).toEqual(whole.outcomes[i]);
  });
});

describe('in every rule case', () => {
  it.each(rules.map((r) => [r.code, r] as const))('%s answers as from the whole host', (code, rule) => {
    for (const name of readdirSync(path.join(casesRoot, code))) {
      const { expected, records } = readCase(path.join(casesRoot, code, name));
      if (expected.sosreport) continue;
      const answer = (from: readonly EvidenceRecord[], custody = someCustody) =>
        analysisOf(from, custody).outcomes.find((o) => o.code === code);
      expect(answer(read(records, rule), { ...someCustody, recheckOf: code }), name).toEqual(answer(records));
    }
  });
});

describe('what a rule rests on', () => {
  it('holds all it declares, never what changes the host, and is less than everything', () => {
    for (const rule of rules) {
      const rest = restsOn(rule);
      expect(rest).toEqual(expect.arrayContaining([...rule.needs, ...(rule.alsoReads ?? []), 'host']));
      expect(rest.filter((id) => optInCollectorIds.some((o) => o === id))).toEqual([]);
    }
    expect(restsOn(rules.find((r) => r.code === 'T-01')!).length).toBeLessThan(20);
    expect(restsOn(rules.find((r) => r.code === 'R-01')!).length).toBeLessThan(30);
  });
});
