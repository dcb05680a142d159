import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { deriveNamespaceFigure, figureObjects } from '#shared/derive/index.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf, someCustody } from '#test/builders/analysis.ts';
import { recordsFromMounts } from '#test/builders/host-from-mounts.ts';
import { readHost } from '#test/hosts/read-host.ts';

interface Victim {
  readonly name: string;
  readonly containerId: string;
  readonly device: string;
  readonly holders: readonly string[];
}
const truth = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../hosts/lab-broken/truth.json'), 'utf8')) as {
  victims: readonly Victim[];
};
const analyses = new Map<string, Analysis>();
const host = (name: Parameters<typeof readHost>[0]): Analysis => {
  const { records, custody } = readHost(name);
  const known = analyses.get(name) ?? analysisOf(records, custody);
  analyses.set(name, known);
  return known;
};
beforeAll(() => {
  host('lab-broken');
});

const inodes = (figure: NamespaceFigure): number[] => figureObjects(figure).flatMap((o) => o.inodes);

/** Every namespace once, every edge between two things that are drawn, every key once. */
function expectSound(analysis: Analysis, figure: NamespaceFigure) {
  const all = analysis.model.namespaces.map((n) => n.inode).sort((a, b) => a - b);
  expect(inodes(figure).sort((a, b) => a - b)).toEqual(all);
  const { namespaces, drawnInFull, asLines, inGroups } = figure.counts;
  expect(drawnInFull + asLines + inGroups).toBe(namespaces);
  const keys = figureObjects(figure).map((o) => o.key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const edge of figure.edges) {
    expect(keys).toContain(edge.from);
    expect(keys).toContain(edge.to);
  }
  expect(figureObjects(figure).length).toBeLessThanOrEqual(300);
}

describe('the graph of who holds a victim of the broken lab host', () => {
  it.each(truth.victims.map((v) => [v.name, v] as const))(
    '%s: every true holder is drawn, and nothing else is red',
    (_, victim) => {
      const analysis = host('lab-broken');
      const figure = deriveNamespaceFigure(analysis, victim.containerId, []);
      expectSound(analysis, figure);
      const byMount = victim.holders.filter((h) => h.startsWith('mount in')).map((h) => Number(/\d{10}/.exec(h)![0]));
      const red = figure.holding.filter((box) => box.rows.some((r) => r.role === 'fault')).map((box) => box.inode);
      expect(new Set(red)).toEqual(new Set(byMount));
      const others = victim.holders.filter((h) => !h.startsWith('mount in'));
      expect(figure.otherHolders.filter((h) => h.fault)).toHaveLength(others.length);
      expect(figure.edges.filter((e) => e.kind === 'fault').length).toBe(victim.holders.length);
    },
  );

  it('A3 is the picture of the mockup: four private copies, three kept alive from the host, eight reached', () => {
    const figure = deriveNamespaceFigure(host('lab-broken'), 'victim-A3', []);
    expect(figure.holding.map((b) => b.mark)).toEqual(['process', 'thread', 'nsfs', 'fd']);
    expect(figure.edges.filter((e) => e.kind === 'stopped').map((e) => e.label)).toEqual(Array(4).fill('private'));
    expect(figure.edges.filter((e) => e.kind === 'keeps')).toHaveLength(3);
    expect(figure.counts).toEqual({ namespaces: 33, drawnInFull: 5, asLines: 8, inGroups: 20 });
    expect(figure.origin?.rows.filter((r) => r.role === 'gone')).toHaveLength(1);
    expect(figure.below).toBe('/');
  });

  it('a group opens by its key, and the count stays', () => {
    const analysis = host('lab-broken');
    const closed = deriveNamespaceFigure(analysis, 'victim-A3', []);
    const group = figureObjects(closed).find((o) => o.kind === 'group' && o.expandable)!;
    const open = deriveNamespaceFigure(analysis, 'victim-A3', [group.key]);
    expectSound(analysis, open);
    expect(open.others.length).toBe(closed.others.length + group.inodes.length - 1);
    expect(open.counts).toEqual(closed.counts);
  });

  it('without a question it is an overview of every namespace once', () => {
    for (const name of ['lab-broken', 'lab-healthy', 'lab-broken-guest'] as const) {
      const analysis = host(name);
      const figure = deriveNamespaceFigure(analysis, null, []);
      expectSound(analysis, figure);
      expect(figure.edges.some((e) => e.kind === 'fault')).toBe(false);
    }
  });

  it('of a namespace draws that one in full', () => {
    const analysis = host('lab-broken');
    const inode = analysis.model.namespaces.find((n) => n.inode === 4026533048)!.inode;
    const figure = deriveNamespaceFigure(analysis, `mnt:[${inode}]`, []);
    expectSound(analysis, figure);
    expect(figure.holding[0]?.inode).toBe(inode);
  });

  it('of something that runs as it should has no red', () => {
    const analysis = host('lab-healthy');
    for (const container of analysis.model.containers.filter((c) => c.state === 'running')) {
      const figure = deriveNamespaceFigure(analysis, container.id, []);
      expectSound(analysis, figure);
      expect(figure.edges.some((e) => e.kind === 'fault')).toBe(false);
    }
  });
});

describe('a host on which 600 namespaces hold one device', () => {
  const lines = Array.from({ length: 600 }, (_, i) => `ns ${1000 + i} pid ${500 + i}\n  / 254:0\n  /mnt/x 0:99`);
  const drawing = `ns 1 pid 1\n  / 254:0 shared:1\n  /mnt/y 0:98 shared:2\n${lines.join('\n')}`;

  it('is drawn with at most 300 objects, the rest counted', () => {
    const analysis = analysisOf(recordsFromMounts(drawing), someCustody);
    const figure = deriveNamespaceFigure(analysis, '0:99', []);
    expectSound(analysis, figure);
    expect(figure.holding.length).toBe(12);
    expect(figure.holdingGroups.reduce((sum, g) => sum + g.count, 0)).toBe(588);
  });
});

describe('a namespace whose table could not be read', () => {
  it('is counted apart and said', () => {
    const analysis = host('lab-broken-guest');
    const figure = deriveNamespaceFigure(analysis, null, []);
    const unread = analysis.model.mountTables.filter((t) => typeof t.mounts !== 'number');
    expect(figure.notRead).toHaveLength(unread.length);
  });
});
