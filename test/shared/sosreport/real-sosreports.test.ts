import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { isAbsent } from '#shared/base/absent.ts';
import { isInferredNamespace } from '#shared/base/namespace-number.ts';
import { evidenceLine } from '#shared/derive/evidence-text.ts';
import { deriveWho } from '#shared/derive/who.ts';
import { checkIntegrity } from '#shared/model/check-integrity.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOfFile } from '#test/builders/sosreport-members.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const hosts = {
  broken: 'test/hosts/sosreport-broken/sosreport.tar.xz',
  healthy: 'test/hosts/sosreport-healthy/sosreport.tar.gz',
} as const;

describe.each(Object.entries(hosts))('the sosreport of the %s lab host', (name, file) => {
  let analysis: Analysis;
  beforeAll(async () => void (analysis = await analysisOfFile(file)));

  it('gives the true partition into mount namespaces of every process that was there before and after', () => {
    const truth = JSON.parse(readFileSync(`test/hosts/sosreport-${name}/namespaces.json`, 'utf8')) as Record<
      string,
      number[]
    >;
    const inferred = new Map(
      analysis.model.processes.flatMap((p) => (isAbsent(p.mountNamespace) ? [] : [[p.pid, p.mountNamespace] as const])),
    );
    // An empty table tells nothing: a root in a detached mount. Those are counted, not guessed.
    const toldOf = (pids: readonly number[]) => pids.filter((pid) => inferred.has(pid));
    const partition = (groups: readonly (readonly number[])[]) =>
      groups
        .filter((g) => g.length > 0)
        .map(String)
        .sort();
    const wanted = partition(Object.values(truth).map(toldOf));
    const known = new Set(Object.values(truth).flat());
    const got = Map.groupBy(
      [...inferred].filter(([pid]) => known.has(pid)),
      ([, id]) => id,
    );
    expect(partition([...got.values()].map((rows) => rows.map(([pid]) => pid).sort((a, b) => a - b)))).toEqual(wanted);
    expect(wanted.length).toBeGreaterThanOrEqual(10);
    // What ps of the sosreport does not list any more was gone by then.
    const there = analysis.model.processes.map((p) => p.pid).filter((pid) => known.has(pid));
    const untold = there.filter((pid) => !inferred.has(pid));
    expect(untold.length, `of these nothing is told: ${untold.join(' ')}`).toBeLessThanOrEqual(1);
  });

  it('marks every namespace that it inferred, and no pin whose inode a mount table shows', () => {
    for (const ns of analysis.model.namespaces) expect(ns.inferred === true).toBe(isInferredNamespace(ns.inode));
    const links = analysis.ledger.find((e) => e.collector === 'namespace-links')!;
    expect(links.status).toBe('partial');
    expect(links.because).toMatch(/^inferred: .* This takes them: ls -l \/proc/);
  });

  it('joins', () => {
    expect(checkIntegrity(analysis.model)).toEqual([]);
  });

  it('says of everything that it lacks the command that would take it', () => {
    const lacking = analysis.ledger.filter(
      (e) => !['ok', 'not-applicable'].includes(e.status) && e.collector !== 'sosreport',
    );
    expect(lacking.length).toBeGreaterThan(8);
    for (const entry of lacking)
      expect(`${entry.collector}: ${entry.because}`).toMatch(
        /This takes (it|them|the others|the threads' ones)(, with the data root of each)?: \S/,
      );
  });

  it('says "clear" by no rule whose evidence no sosreport has', () => {
    const untold = [
      'R-03',
      'R-04',
      'R-05',
      'R-06',
      'R-09',
      'R-10',
      'R-12',
      'R-13',
      'R-15',
      'R-17',
      'R-19',
      'T-10',
      'T-26',
      'T-30',
    ];
    const claimed = analysis.outcomes
      .filter((o) => untold.includes(o.code) && o.outcome.answer === 'clear')
      .map((o) => o.code);
    expect(claimed).toEqual([]);
  });

  it('cites lines that sos wrote', () => {
    const { records, model } = analysis;
    for (const { evidence, line } of [
      model.processes[9]!.source,
      model.thinPools[0]!.source,
      model.containers[0]!.source,
    ]) {
      expect(records.get(evidence)!.origin).toMatchObject({
        kind: 'archive',
        member: expect.stringMatching(/^(sos_commands|proc)\//),
      });
      expect(evidenceLine(records.get(evidence)!, line)).toBeTruthy();
    }
    const init = model.processes.find((p) => p.pid === 1)!;
    expect(evidenceLine(records.get('processes')!, init.source.line)).toMatch(
      /^\/sos_commands\/process\/ps_axo_\w+: +1 +0 root/,
    );
  });
});

describe('the sosreport of the broken lab host', () => {
  let analysis: Analysis;
  beforeAll(async () => void (analysis = await analysisOfFile(hosts.broken)));
  const outcome = (code: string) => analysis.outcomes.find((o) => o.code === code)!.outcome;
  const ids = (code: string) => {
    const o = outcome(code);
    return o.answer === 'fires'
      ? o.findings.map((f) => f.subjects.find((s) => s.kind === 'container')?.name ?? f.id)
      : [];
  };

  it('names by R-01 the holders that a process keeps, with their container', () => {
    expect(ids('R-01').sort()).toEqual(['victim-A1', 'victim-A3']);
    const held = deriveWho(analysis, 'victim-A1').holders.filter((h) => !h.legitimate);
    expect(held).toMatchObject([{ via: 'mount', container: { name: 'log-agent' }, mount: { mountPoint: '/scan/a1' } }]);
    expect(deriveWho(analysis, 'victim-A3').holders.map((h) => h.container)).toMatchObject([{ name: 'assist' }]);
  });

  it.each(['A2', 'A4', 'A5', 'A7', 'A8', 'A9'])('does not say of victim-%s that nobody holds it', (victim) => {
    const who = deriveWho(analysis, `victim-${victim}`);
    expect(who.resolved.length).toBeGreaterThan(0);
    expect(who.holders.filter((h) => !h.legitimate)).toEqual([]);
    expect(who.doubts.length).toBeGreaterThan(4);
  });

  it.each([
    ['R-05', /processless-tables/],
    ['R-06', /descriptors/],
    ['R-11', /mount-tables|thread-namespaces|docker-containers|namespace-links/],
    ['T-16', /docker-device-metadata/],
  ])('%s cannot tell, because of %s', (code, because) => {
    const told = outcome(code);
    expect(told.answer).toBe('cannot-tell');
    expect(JSON.stringify(told)).toMatch(because);
  });

  it('decodes every pool and names the same trouble in them as a live capture of the same state', () => {
    expect(analysis.model.thinPools).toHaveLength(8);
    expect(analysis.model.thinPools.filter((p) => isAbsent(p.status) || isAbsent(p.table))).toEqual([]);
    const fires = analysis.outcomes
      .filter((o) => o.code.startsWith('T-') && o.outcome.answer === 'fires')
      .map((o) => o.code);
    expect(fires.sort()).toEqual(['T-01', 'T-02', 'T-03', 'T-04', 'T-06', 'T-09', 'T-11', 'T-15', 'T-17', 'T-27']);
  });

  it('knows a container being removed by its whole id, its layer from the log, and when it died', () => {
    const victim = analysis.model.containers.find((c) => c.name === 'victim-A5')!;
    expect(victim.id).toMatch(/^bd3add8ab5a3[0-9a-f]{52}$/);
    expect(victim).toMatchObject({ state: 'removing', mountId: expect.stringMatching(/^31e04e39866f/) });
    expect(typeof victim.finishedAt).toBe('number');
  });

  it('is nobody to accuse of strays that an engine may have written down where sos did not look', () => {
    expect(outcome('T-19').answer).toBe('cannot-tell');
    expect(outcome('T-23').answer).toBe('cannot-tell');
  });
});
