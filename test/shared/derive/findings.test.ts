import { beforeAll, describe, expect, it } from 'vitest';
import { present } from '#shared/base/absent.ts';
import { deriveFindingDetail, deriveFindings, deriveSummary, findingGroups } from '#shared/derive/index.ts';
import type { FindingListItem } from '#shared/derive/view-types.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { readHost } from '#test/hosts/read-host.ts';

let broken: Analysis;
let guest: Analysis;
beforeAll(() => {
  const root = readHost('lab-broken');
  broken = analysisOf(root.records, root.custody);
  const other = readHost('lab-broken-guest');
  guest = analysisOf(other.records, other.custody);
});
type Found = Extract<FindingListItem, { type: 'finding' }>;
const found = (items: readonly FindingListItem[]) => items.filter((i): i is Found => i.type === 'finding');
const severities = ['critical', 'high', 'medium', 'low', 'info'];

describe('the list of findings', () => {
  it('stands in groups, in each by trouble, with what cannot be told at the end', () => {
    for (const analysis of [broken, guest]) {
      const items = deriveFindings(analysis);
      const ranks = found(items).map(
        (i) => findingGroups.indexOf(i.group) * 10 + severities.indexOf(i.finding.severity),
      );
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      const firstUnknown = items.findIndex((i) => i.type === 'cannot-tell');
      if (firstUnknown >= 0) expect(items.slice(firstUnknown).every((i) => i.type === 'cannot-tell')).toBe(true);
    }
  });

  it('has every finding and every rule that cannot tell, once', () => {
    for (const analysis of [broken, guest]) {
      const items = deriveFindings(analysis);
      const findings = analysis.outcomes.flatMap((o) => (o.outcome.answer === 'fires' ? o.outcome.findings : []));
      expect(found(items)).toHaveLength(findings.length);
      const unknown = analysis.outcomes.filter((o) => o.outcome.answer === 'cannot-tell').length;
      expect(items.length - found(items).length).toBe(unknown);
      expect(deriveSummary(analysis).cannotTell).toBe(unknown);
      expect(Object.values(deriveSummary(analysis).findings).reduce((a, b) => a + b)).toBe(findings.length);
    }
    expect(deriveSummary(guest).cannotTell).toBeGreaterThan(0);
  });
});

describe('one finding in detail', () => {
  const detailOf = (analysis: Analysis, code: string, about: string) => {
    const item = found(deriveFindings(analysis)).find(
      (i) => i.code === code && i.finding.subjects.some((s) => s.name === about),
    );
    return deriveFindingDetail(analysis, item!.finding.id)!;
  };

  it('A3 by R-01: the container, its mount-id, the open device, and process and thread that keep it', () => {
    const { chain } = detailOf(broken, 'R-01', 'victim-A3');
    expect(chain?.target.map((b) => b.title)).toEqual(['victim-A3', 'mount-id']);
    expect(chain?.device?.title).toBe('253:16');
    expect(chain?.device?.lines.join()).toContain('open = 1');
    expect(chain?.holders.map((h) => h.mark)).toEqual(['process', 'thread']);
    expect(chain?.holders.map((h) => h.lines[1])).toEqual(['4026533048', '4026533173']);
    expect(chain?.holders.every((h) => h.propagation === 'private')).toBe(true);
    expect(chain?.more).toBe(0);
  });

  it('assist by R-02: its chain begins at the container whose filesystem it holds, not at its own mount-id', () => {
    const { chain, item } = detailOf(broken, 'R-02', 'assist');
    const held = broken.model.containers.find((c) => c.name === 'victim-A3')!;
    const [mountId, thin] = [present(held.mountId)!, present(held.thinDeviceId)!];
    expect(item.finding.subjects[0].name).toBe('assist');
    expect(chain?.target.map((b) => b.title)).toEqual(['victim-A3', 'mount-id']);
    expect(chain?.target[1]?.lines).toEqual([mountId.slice(0, 12), `device_id ${thin}`]);
    expect(chain?.device).toMatchObject({ title: '253:16', lines: [`thin ${thin}, open = 1`] });
  });

  it('lights, in the mount line of each copy, the device and the dash before which the groups are missing', () => {
    const { cited, citedTotal } = detailOf(broken, 'R-05', 'victim-A3');
    const mounts = cited.filter((c) => c.source.evidence.startsWith('mount-table/') && c.text.includes('253:16'));
    expect(mounts.length).toBeGreaterThanOrEqual(2);
    for (const c of mounts) expect(c.lit.map((r) => c.text.slice(r.from, r.to))).toEqual(['253:16', '-']);
    expect(citedTotal).toBeGreaterThanOrEqual(cited.length);
  });

  it('shows for every finding lines that are in the evidence, word for word', () => {
    for (const { finding } of found(deriveFindings(broken))) {
      const { cited } = deriveFindingDetail(broken, finding.id)!;
      expect(cited.length).toBeGreaterThan(0);
      for (const c of cited) {
        expect(broken.records.has(c.source.evidence)).toBe(true);
        for (const r of c.lit) expect(r.to).toBeGreaterThan(r.from);
        for (const r of c.lit) expect(r.to).toBeLessThanOrEqual(c.text.length);
      }
    }
  });

  it('is null for an id that is not there', () => {
    expect(deriveFindingDetail(broken, 'R-01:nobody')).toBeNull();
  });
});
