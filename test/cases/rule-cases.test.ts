/**
 * Runs every case under test/cases/rules/<code>/<case>/ through the real path: records, parsers, model, rules.
 *
 * Every rule must have a case that fires, a case for each trap of the catalogue (traps.json) in which it
 * stays silent, and a case with its evidence removed in which it answers cannot-tell.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectorIds } from '#shared/collectors/ids.ts';
import { say } from '#shared/messages/index.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { buildLedger } from '#shared/model/build-ledger.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { rules } from '#shared/rules/index.ts';
import type { Finding } from '#shared/rules/rule.ts';
import { runRules } from '#shared/rules/run-rules.ts';
import { casesRoot, type RuleCase, readCase } from '#test/cases/rules/case-host.ts';

type Traps = Readonly<Record<string, readonly { readonly id: string; readonly says: string; readonly silent: string }[]>>;
const traps = JSON.parse(readFileSync(path.join(casesRoot, 'traps.json'), 'utf8')) as Traps;
const codes = readdirSync(casesRoot).filter((name) => /^[A-Z]-\d\d$/.test(name));
const namesOf = (code: string) => (codes.includes(code) ? readdirSync(path.join(casesRoot, code)).sort() : []);

function run(code: string, name: string) {
  const { expected, records } = readCase(path.join(casesRoot, code, name));
  const built = buildHostModel(records).model;
  const model = expected.sosreport
    ? ({ ...built, capture: { ...built.capture, sosreport: expected.sosreport } } as unknown as HostModel)
    : built;
  const ledger = buildLedger(records, collectorIds, { ended: true });
  const result = runRules(rules, { model, ledger }).find((r) => r.code === code);
  if (!result) throw new Error(`no rule ${code}`);
  return { expected, outcome: result.outcome };
}

describe.each(codes)('%s', (code) => {
  it.each(namesOf(code))('%s', (name) => {
    const { expected, outcome } = run(code, name);
    const because = outcome.answer === 'fires' ? '' : say(outcome.because);
    expect(`${outcome.answer}`, because).toBe(expected.answer);
    if (expected.because !== undefined) expect(because).toContain(expected.because);
    if (outcome.answer !== 'fires') return;
    expect(outcome.findings.map((f) => f.id).sort()).toEqual((expected.findings ?? []).map((f) => f.id).sort());
    for (const finding of outcome.findings) {
      const wanted = expected.findings?.find((f) => f.id === finding.id);
      if (wanted) expectFinding(finding, wanted);
    }
  });
});

function expectFinding(finding: Finding, wanted: NonNullable<RuleCase['findings']>[number]): void {
  const commands = finding.remedy.map((step) => step.command ?? '').join('\n');
  expect(finding.severity).toBe(wanted.severity);
  expect(finding.subjects.map((s) => `${s.kind}:${s.id}`)).toEqual(expect.arrayContaining(wanted.subjects));
  if (wanted.holders) expect(finding.holders.map(holderText).sort()).toEqual(wanted.holders.toSorted());
  for (const part of wanted.commands ?? []) expect(commands).toContain(part);
  for (const part of wanted.noCommands ?? []) expect(commands).not.toContain(part);
  for (const part of wanted.says ?? []) expect(say(finding.statement)).toContain(part);
  // Every word a finding shows is in the catalogue: an unknown key is shown as itself.
  const messages = [finding.title, finding.statement, ...finding.why, ...finding.wrongIf, ...finding.notLookedAt];
  for (const message of [...messages, ...finding.remedy.map((s) => s.say)]) {
    expect(say(message)).not.toContain(message.key);
    expect(say(message)).not.toMatch(/undefined|\[object|NaN/);
  }
}

function holderText({ via, namespace, process }: Finding['holders'][number]): string {
  const where = 'absent' in namespace ? '' : ` ${namespace.id} ${namespace.heldBy}`;
  const who = 'absent' in process ? '' : ` pid ${process.pid}`;
  return via === 'mount' ? `${via}${where}` : `${via}${who}`;
}

describe('the catalogue is covered', () => {
  const kinds = (code: string) => namesOf(code).map((name) => readCase(path.join(casesRoot, code, name)).expected);

  it('has a folder for every rule and no other', () => {
    expect(codes.sort()).toEqual(rules.map((r) => r.code).sort());
  });

  it.each(rules.map((r) => r.code))('%s has a case that fires', (code) => {
    expect(kinds(code).some((c) => c.kind === 'fires' && c.answer === 'fires')).toBe(true);
  });

  it.each(rules.map((r) => r.code))('%s has a case without its evidence, and then cannot tell', (code) => {
    const removed = kinds(code).filter((c) => c.kind === 'removed');
    expect(removed.length).toBeGreaterThan(0);
    expect(removed.filter((c) => c.answer !== 'cannot-tell')).toEqual([]);
  });

  it.each(rules.map((r) => r.code))('%s has a silent case for each of its traps', (code) => {
    const own = traps[code] ?? [];
    const cases = kinds(code).filter((c) => c.kind === 'trap');
    expect(own.map((t) => t.id).filter((id) => !cases.some((c) => c.trap === id))).toEqual([]);
    expect(cases.map((c) => c.trap).filter((id) => !own.some((t) => t.id === id))).toEqual([]);
    for (const { id, silent } of own) {
      const mine = cases.filter((c) => c.trap === id);
      // Where the catalogue's trap is about what to do, not about whether it is so, the finding stays and the step is not printed.
      if (silent === 'rule') expect(mine.filter((c) => c.answer === 'fires')).toEqual([]);
      else if (silent === 'remedy') expect(mine.some((c) => c.findings?.some((f) => f.noCommands?.length))).toBe(true);
      else expect(mine.flatMap((c) => c.findings ?? []).filter((f) => f.severity !== 'info')).toEqual([]);
    }
  });

  it.each(codes.flatMap((code) => namesOf(code).map((name) => `${code}/${name}`)))('%s says what it is', (folder) => {
    const about = readFileSync(path.join(casesRoot, folder, 'about.md'), 'utf8');
    expect(about).toMatch(/[Cc]onstructed|[Cc]apture/);
  });
});
