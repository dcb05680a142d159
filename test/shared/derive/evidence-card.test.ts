import { beforeAll, describe, expect, it } from 'vitest';
import { deriveEvidenceCard, deriveFindings } from '#shared/derive/index.ts';
import { cardColumns, layoutCard } from '#shared/figures/card-layout.ts';
import { textWidth } from '#shared/figures/text.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { readHost } from '#test/hosts/read-host.ts';

let broken: Analysis;
let ids: readonly string[];
beforeAll(() => {
  const { records, custody } = readHost('lab-broken');
  broken = analysisOf(records, custody);
  ids = deriveFindings(broken).flatMap((i) => (i.type === 'finding' ? [i.finding.id] : []));
});
const cardOf = (focus: string) => deriveEvidenceCard(broken, focus)!;

describe('the card of a finding', () => {
  it('is found by its id, each its own', () => {
    expect(ids.length).toBeGreaterThan(30);
    for (const id of ids) expect(cardOf(id).findingId).toBe(id);
  });

  it('is found by a code and by what the finding is about, and is not found otherwise', () => {
    expect(cardOf('t-14').codes[0]).toBe('T-14');
    expect(cardOf('victim-A3')).toMatchObject({ codes: ['R-01', 'R-05', 'R-15'], host: 'lab-node1', held: true });
    expect(cardOf('253:27').codes).toContain('T-02');
    expect(deriveEvidenceCard(broken, 'no-such-thing')).toBeNull();
    expect(deriveEvidenceCard(broken, 'R-99')).toBeNull();
  });

  it('has the picture that fits: the graph of a held mount, the map of a pool, none of a log line', () => {
    expect(cardOf('victim-A3').pictures.map((p) => p.kind)).toEqual(['graph', 'chain']);
    expect(cardOf('T-02').pictures.map((p) => p.kind)).toEqual(['map']);
    expect(cardOf('L-02').pictures).toEqual([]);
  });

  it('of a damaged layer has the image as stored, as unpacked and who stands on it, without its title again', () => {
    const { records, custody } = readHost('lab-layers-broken');
    const card = deriveEvidenceCard(analysisOf(records, custody), 'O-02')!;
    const [picture, ...others] = card.pictures;
    expect(others).toEqual([]);
    if (picture?.kind !== 'layers') throw new Error(picture?.kind);
    expect(picture.figure.statement).toBeNull();
    expect(picture.figure.counts.damaged).toBeGreaterThan(0);
    const { picture: placed, rules } = layoutCard(card);
    expect(placed!.y).toBeLessThan(rules[0]!);
    // One with more layers than a card has room for is left to the view.
    const [layer] = picture.figure.layers;
    const many = Array.from({ length: 30 }, (_, i) => ({ ...layer!, key: `${i}` }));
    const large = { ...picture, figure: { ...picture.figure, layers: many } };
    expect(layoutCard({ ...card, pictures: [large] }).picture).toBeNull();
  });
});

describe('the layout of a card', () => {
  it('keeps every line inside it, none over another', () => {
    for (const id of ids) {
      const { lines, height, raw } = layoutCard(cardOf(id));
      const places = new Set(lines.map(({ x, y }) => `${x} ${y}`));
      expect(places.size, id).toBe(lines.length);
      for (const { x, y, text, face, size } of lines) {
        expect(x + textWidth(text, face, size), `${id}: ${text}`).toBeLessThanOrEqual(cardColumns.right + 1);
        expect(y).toBeLessThan(height);
      }
      for (const { piece } of raw) {
        expect(textWidth(piece.text.trimEnd(), 'mono', 11), id).toBeLessThanOrEqual(
          cardColumns.right - cardColumns.raw,
        );
      }
    }
  });

  it('has every command of the runbook whole: its rows, joined as a shell joins them, are the command', () => {
    for (const id of ids) {
      const card = cardOf(id);
      const rows = layoutCard(card).lines.filter((l) => l.face === 'mono' && l.x === cardColumns.step);
      const joined = rows
        .map((l) => l.text)
        .join('\n')
        .replaceAll("'\\\n'", '')
        .replaceAll('\\\n', '');
      expect(joined, id).toBe(card.remedy.flatMap((s) => s.command ?? []).join('\n'));
    }
  });

  it('says what it leaves out of a runbook that is longer than a card', () => {
    const card = cardOf('T-14');
    const long = { ...card, remedy: Array.from({ length: 9 }, () => card.remedy).flat() };
    const texts = layoutCard(long).lines.map((l) => l.text);
    expect(texts.find((t) => /^\d+ more steps in the report$/.test(t))).toBeDefined();
  });

  it('takes the plainer picture where the fuller one leaves no room', () => {
    const card = cardOf('victim-A3');
    const [graph, chain] = card.pictures;
    if (graph?.kind !== 'graph') throw new Error('no graph');
    const figure = { ...graph.figure, holding: Array.from({ length: 12 }, () => graph.figure.holding[0]!) };
    expect(layoutCard(card).picture?.what.kind).toBe('graph');
    expect(layoutCard({ ...card, pictures: [{ kind: 'graph', figure }, chain!] }).picture?.what).toBe(chain);
  });
});
