/** A card is a sentence, lines and commands of a host: whatever these say, it stays a picture, in every format. */
import { Resvg } from '@resvg/resvg-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderFigure } from '#electron/node/figures/render-figure.ts';
import { type SvgNode, svgTree } from '#electron/node/figures/svg-tree.ts';
import { deriveEvidenceCard, deriveSummary } from '#shared/derive/index.ts';
import { captionOf } from '#shared/figures/caption.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf } from '#test/builders/analysis.ts';
import { withHostileNames } from '#test/builders/hostile-analysis.ts';
import { hostileStrings } from '#test/builders/hostile-strings.ts';
import { readHost } from '#test/hosts/read-host.ts';

let broken: Analysis;
beforeAll(() => {
  const { records, custody } = readHost('lab-broken');
  broken = analysisOf(records, custody);
});

function drawn(name: string, format: 'svg' | 'png' | 'pdf'): Uint8Array {
  const analysis = withHostileNames(broken, name);
  const figure = deriveEvidenceCard(analysis, 'T-01');
  if (!figure) throw new Error('no finding');
  return renderFigure({ figure, theme: 'light', format, caption: captionOf(deriveSummary(analysis)) });
}

const everyElement = (node: SvgNode): readonly SvgNode[] => [node, ...node.children.flatMap(everyElement)];

describe('a card about hostile names', () => {
  it('is well-formed SVG without script, link, handler or character that acts', () => {
    for (const name of hostileStrings) {
      const svg = new TextDecoder()
        .decode(drawn(name, 'svg'))
        .replace(/<style>.*?<\/style>/s, '')
        .replace(/^<\?xml [^>]*\?>\n/, '');
      for (const { name: element, attributes } of everyElement(svgTree(svg.trimEnd()))) {
        expect(['svg', 'defs', 'g', 'rect', 'circle', 'path', 'text', 'title'], JSON.stringify(name)).toContain(
          element,
        );
        expect(Object.keys(attributes).join(' ')).not.toMatch(/(?:^| )(?:on|style|(?:xlink:)?href)/i);
      }
      expect(svg, JSON.stringify(name)).not.toMatch(
        /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/,
      );
      expect(() => new Resvg(svg, { font: { loadSystemFonts: false } }), JSON.stringify(name)).not.toThrow();
    }
  }, 60_000);

  it('is drawn as PNG and PDF too', () => {
    for (const name of hostileStrings.filter((_, i) => i % 40 === 0)) {
      expect(drawn(name, 'png').length).toBeGreaterThan(1000);
      expect(Buffer.from(drawn(name, 'pdf')).toString('latin1')).not.toMatch(
        /\/(?:JS|JavaScript|URI|Launch|OpenAction)\b/,
      );
    }
  }, 60_000);
});
