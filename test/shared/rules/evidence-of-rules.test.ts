/** What every rule owes: evidence that some collector brings, words, and silence where the evidence is in doubt. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectorIds } from '#shared/collectors/ids.ts';
import { collectors } from '#shared/collectors/index.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { en } from '#shared/messages/en/index.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { buildLedger } from '#shared/model/build-ledger.ts';
import { rules } from '#shared/rules/index.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { runRules } from '#shared/rules/run-rules.ts';
import { casesRoot, readCase } from '#test/cases/rules/case-host.ts';

const root = path.join(import.meta.dirname, '../../..');
const reads = (rule: Rule) => [...rule.needs, ...(rule.alsoReads ?? [])];

/** The answer of one rule over these records, less those of some collectors, ended as given. */
function answerOf(rule: Rule, records: readonly EvidenceRecord[], without: readonly string[] = []) {
  const kept = records.filter((r) => !without.includes(r.collectorId));
  const { model } = buildHostModel(kept);
  const ledger = buildLedger(kept, collectorIds, { ended: true });
  return runRules([rule], { model, ledger })[0]!.outcome.answer;
}

const casesOf = (rule: Rule) =>
  readdirSync(path.join(casesRoot, rule.code)).map((name) => readCase(path.join(casesRoot, rule.code, name)));

describe.each(rules.map((r) => [`${r.code} ${r.id}`, r] as const))('%s', (_title, rule) => {
  it('reads only collectors that are listed and declared', () => {
    const declared = new Set(collectors.map((c) => c.id));
    expect(reads(rule).filter((id) => !collectorIds.includes(id) || !declared.has(id))).toEqual([]);
  });

  it('names a collector once', () => {
    expect(new Set(reads(rule)).size).toBe(reads(rule).length);
  });

  it('has a file of its own, and words of its own', () => {
    expect(existsSync(path.join(root, 'shared/rules', `${rule.id}.ts`))).toBe(true);
    expect(Object.keys(en)).toContain(`rule.${rule.id}.name`);
  });

  it('cannot tell when any one collector that it needs brought nothing', () => {
    const told = casesOf(rule)
      .filter(({ expected }) => expected.kind !== 'removed' && !expected.sosreport)
      .flatMap(({ records }) => rule.needs.map((id) => ({ id, answer: answerOf(rule, records, [id]) })));
    expect(told.filter((t) => t.answer !== 'cannot-tell')).toEqual([]);
  });

  it('never says clear when any one collector that it reads brought nothing', () => {
    const told = casesOf(rule)
      .filter(({ expected }) => !expected.sosreport)
      .flatMap(({ records }) => reads(rule).map((id) => ({ id, answer: answerOf(rule, records, [id]) })));
    expect(told.filter((t) => t.answer === 'clear')).toEqual([]);
  });

  it('never says clear to an ordinary user of what root alone sees', () => {
    const blind = new Set(collectors.filter((c) => c.withoutRoot !== null).map((c) => c.id));
    if (!reads(rule).some((id) => blind.has(id))) return;
    const told = casesOf(rule)
      .filter(({ expected }) => !expected.sosreport)
      .map(({ records }) => answerOf(rule, records.map(asGuest)));
    expect(told).not.toContain('clear');
  });
});

/** Everything was read, but by a user whom /proc shows only part: no error says so. */
function asGuest(record: EvidenceRecord): EvidenceRecord {
  if (record.collectorId !== 'host') return record;
  const text = new TextDecoder().decode(record.body);
  const body = text.replace(/^uid=.*$/m, 'uid=1002').replace(/^cap_eff=.*$/m, 'cap_eff=0000000000000000');
  return { ...record, body: new TextEncoder().encode(body) };
}

describe('the list of rules', () => {
  it('holds each code and id once', () => {
    expect(new Set(rules.map((r) => r.code)).size).toBe(rules.length);
    expect(new Set(rules.map((r) => r.id)).size).toBe(rules.length);
  });

  it('has all rules of the catalogue for mounts, thin pools, layers, logs and captures', () => {
    const range = (letter: string, last: number) =>
      Array.from({ length: last }, (_, i) => `${letter}-${String(i + 1).padStart(2, '0')}`);
    expect(rules.map((r) => r.code)).toEqual([
      ...range('R', 20),
      ...range('T', 31),
      ...range('O', 12),
      ...range('L', 4),
      ...range('Q', 5),
    ]);
  });
});
