/** What a gap in the evidence costs: the rules it silences, and the command that closes it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byCost, commandFor, isGap, silencedBy } from '#renderer/views/completeness/cost.ts';
import { sha256Hex } from '#shared/base/sha256.ts';
import { deriveOutcomes } from '#shared/derive/index.ts';
import { pastedRecords } from '#shared/pasted/records.ts';
import { analyzeRecords } from '#shared/pipeline/analyze.ts';
import { rules } from '#shared/rules/index.ts';

const custody = {
  toolVersion: '0',
  scriptSha256: null,
  reachedBy: 'pasted text',
  hostKeyFingerprint: null,
  elevation: null,
  hostClockMs: null,
  localClockMs: null,
  clockErrorMs: null,
  hostChanges: [],
  ended: true,
};
const text = readFileSync(new URL('../cases/pasted/dmsetup-status.txt', import.meta.url), 'utf8');
const records = pastedRecords('dmsetup status', text);
const analysis = analyzeRecords({ kind: 'pasted-text', title: 'x' }, records, custody, sha256Hex);
const outcomes = deriveOutcomes(analysis);
const rows = byCost(analysis.ledger, outcomes);

describe('the ledger of a pasted dmsetup status', () => {
  it('has no cost and no command for what was read', () => {
    const entry = analysis.ledger.find((l) => l.collector === 'dm-status')!;
    expect(silencedBy(entry, outcomes)).toEqual([]);
    expect(commandFor(entry)).toBeNull();
  });

  it('names a command for each gap, the one that reads just that', () => {
    for (const { entry } of rows.filter((r) => isGap(r.entry)))
      expect(commandFor(entry), entry.collector).toMatch(/\S/);
    expect(commandFor(analysis.ledger.find((l) => l.collector === 'dm-table')!)).toBe('dmsetup table');
  });

  it('names rules that need the collector and those that only read it too, and no rule that could answer', () => {
    const answered = new Set(outcomes.filter((o) => o.outcome.answer !== 'cannot-tell').map((o) => o.rule));
    expect(answered.size).toBeGreaterThan(0);
    for (const { entry, silenced } of rows) {
      for (const { rule } of silenced) {
        const { needs, alsoReads = [] } = rules.find((r) => r.id === rule)!;
        expect([...needs, ...alsoReads]).toContain(entry.collector);
        expect(answered.has(rule)).toBe(false);
      }
    }
    const named = new Set(rows.flatMap(({ silenced }) => silenced.map((r) => r.rule)));
    const silent = outcomes.filter((o) => o.outcome.answer === 'cannot-tell').map((o) => o.rule);
    expect([...named].sort()).toEqual(silent.sort());
  });

  it('puts gaps first, the dearest before the others', () => {
    const gaps = rows.map((r) => isGap(r.entry));
    expect(gaps.lastIndexOf(true)).toBeLessThan(gaps.indexOf(false));
    const costs = rows.filter((r) => isGap(r.entry)).map((r) => r.silenced.length);
    expect(costs).toEqual([...costs].sort((a, b) => b - a));
  });
});
