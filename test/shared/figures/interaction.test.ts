import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { deriveNamespaceFigure, figureObjects } from '#shared/derive/index.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import { NamespaceGraph } from '#shared/figures/NamespaceGraph.tsx';
import { tokens } from '#shared/figures/tokens.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { readHost } from '#test/hosts/read-host.ts';

let figure: NamespaceFigure;
beforeAll(() => {
  const { records, custody } = readHost('lab-broken');
  figure = deriveNamespaceFigure(analysisOf(records, custody), 'victim-A3', []);
});
const draw = (selected: string | null) =>
  renderToStaticMarkup(
    createElement(NamespaceGraph, {
      figure,
      theme: 'dark',
      caption: null,
      interaction: { selected, onSelect: () => undefined, onOpen: () => undefined },
    }),
  );

describe('the graph in the window', () => {
  it('makes each object one focusable button with a name, none inside another', () => {
    const svg = draw(null);
    const buttons = svg.match(/role="button" tabindex="0" aria-label="[^"]+"/g) ?? [];
    expect(buttons).toHaveLength(figureObjects(figure).length);
    let open = 0;
    const depths: boolean[] = [];
    for (const [tag] of svg.matchAll(/<g\b[^>]*>|<\/g>/g)) {
      if (tag === '</g>') open -= depths.pop() ? 1 : 0;
      else {
        const button = tag.includes('role="button"');
        if (button) expect(open).toBe(0);
        depths.push(button);
        open += button ? 1 : 0;
      }
    }
  });

  it('frames what is selected, and nothing else, in the accent', () => {
    const key = figure.holding[0]!.key;
    const frames = (svg: string) => svg.split(`stroke="${tokens.dark.acc}"`).length - 1;
    expect(frames(draw(null))).toBe(0);
    expect(frames(draw(key))).toBe(1);
    expect(draw(key).match(/aria-pressed="true"/g)).toHaveLength(1);
  });
});

describe('the colours', () => {
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((i) => {
      const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
    return (hi + 0.05) / (lo + 0.05);
  };

  it.each(['dark', 'light'] as const)(
    '%s: text has 4.5 : 1 and graphics 3 : 1 on every ground they stand on',
    (theme) => {
      const t = tokens[theme];
      for (const ground of [t.bg0, t.bg1, t.bg2, t.bg3]) {
        for (const text of [t.tx1, t.tx2, t.tx3, t.acc, t.crit, t.warn])
          expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(t.line2, ground)).toBeGreaterThanOrEqual(3);
      }
      expect(contrast(t.tx1, t.critbg)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(t.tx3, t.critbg)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(t.tx1, t.accbg)).toBeGreaterThanOrEqual(4.5);
    },
  );
});
