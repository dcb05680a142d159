import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { withFontFiles } from '#electron/node/figures/font-files.ts';
import { pngScale, renderFigure } from '#electron/node/figures/render-figure.ts';
import {
  deriveFindingDetail,
  deriveFindings,
  deriveNamespaceFigure,
  deriveSummary,
  figureObjects,
} from '#shared/derive/index.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import type { FindingChain } from '#shared/derive/view-types.ts';
import { captionOf } from '#shared/figures/caption.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf, someCustody } from '#test/builders/analysis.ts';
import { recordsFromMounts } from '#test/builders/host-from-mounts.ts';
import { readHost } from '#test/hosts/read-host.ts';

let broken: Analysis;
let a3: NamespaceFigure;
beforeAll(() => {
  const { records, custody } = readHost('lab-broken');
  broken = analysisOf(records, custody);
  a3 = deriveNamespaceFigure(broken, 'victim-A3', []);
});
const svgOf = (figure: NamespaceFigure | FindingChain, theme: 'dark' | 'light' = 'dark'): string =>
  new TextDecoder().decode(renderFigure({ figure, theme, format: 'svg', caption: captionOf(deriveSummary(broken)) }));
const chains = (): FindingChain[] =>
  deriveFindings(broken).flatMap((i) => {
    const chain = i.type === 'finding' ? deriveFindingDetail(broken, i.finding.id)?.chain : null;
    return chain ? [chain] : [];
  });
const visible = (svg: string) => svg.replace(/<style>.*?<\/style>/s, '');

describe('a picture as SVG', () => {
  it('has no script, handler, style attribute, foreign object or outside reference', () => {
    for (const figure of [a3, deriveNamespaceFigure(broken, null, []), ...chains()]) {
      const svg = svgOf(figure);
      expect(svg).not.toMatch(/<script|<foreignObject|<image|<a[ >]|\son\w+=|\sstyle=|javascript:/i);
      expect(
        svg.match(/(?:href|src)\s*=|https?:[^"']*/g)?.filter((m) => m !== 'http://www.w3.org/2000/svg') ?? [],
      ).toEqual([]);
      expect(svg.match(/url\((?!data:font\/woff2;base64,)/g)).toBeNull();
    }
  });

  it('carries its fonts, its caption and, in each text, plain characters only', () => {
    const svg = svgOf(a3);
    expect(svg.match(/@font-face/g)).toHaveLength(5);
    expect(svg).toContain('lab-node1 · 2026-11-20');
    expect(svg).toContain(`sha256 ${broken.evidenceSha256}`);
    expect(svg).toContain('33 of 33 mount namespaces: 5 drawn in full, 8 reached ones as 6 rows, 20 others as 3');
  });

  it('draws exactly the objects of the table twin, each with a name', () => {
    for (const figure of [
      a3,
      deriveNamespaceFigure(broken, null, []),
      deriveNamespaceFigure(broken, 'victim-A2', []),
    ]) {
      const drawn = [...svgOf(figure).matchAll(/<g data-key="([^"]*)" role="img" aria-label="([^"]+)"/g)];
      const expected = figureObjects(figure).map((o) => o.key);
      expect(drawn).toHaveLength(expected.length);
      expect(new Set(drawn.map((m) => m[1]))).toEqual(new Set(expected));
    }
  });

  it('names the whole path in the accessible name where the row shows twelve characters', () => {
    const row = a3.holding[0]!.rows.find((r) => r.role === 'fault')!;
    expect(row.label.length).toBeLessThan(30);
    expect(svgOf(a3)).toContain(`aria-label="mount ${row.mountId}, ${row.full}, `);
  });

  it('is the same bytes each time', () => {
    expect(svgOf(a3)).toBe(svgOf(deriveNamespaceFigure(broken, 'victim-A3', [])));
  });

  it('uses no colour of the other theme', () => {
    expect(svgOf(a3, 'light')).not.toContain('#101215');
    expect(svgOf(a3, 'dark')).not.toContain('#FFFFFF');
  });
});

describe('hostile names in a picture', () => {
  const evil = '/mnt/<script>alert(1)</script>\\040&amp;\u202e\x1b[31m"\'';
  it('are text, escaped, and the picture stays well-formed for a strict parser', () => {
    const drawing = 'ns 1 pid 1\n  / 254:0 shared:1\n  PLACE 0:66 shared:9\nns 2 pid 40\n  / 254:0\n  PLACE 0:66';
    const records = recordsFromMounts(drawing.replaceAll('PLACE', '/mnt/evil')).map((r) =>
      r.id.startsWith('mount-table/')
        ? {
            ...r,
            body: new TextEncoder().encode(
              new TextDecoder().decode(r.body).replaceAll('/mnt/evil', evil.replaceAll(' ', '\\040')),
            ),
          }
        : r,
    );
    const figure = deriveNamespaceFigure(analysisOf(records, someCustody), '0:66', []);
    expect(figure.holding.length + figure.reached.length).toBeGreaterThan(0);
    const svg = visible(svgOf(figure));
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/);
    expect(svg).toContain('&lt;script&gt;');
    expect(() => new Resvg(svg)).not.toThrow();
  });
});

describe('a picture as PNG', () => {
  const width = (png: Uint8Array) => new DataView(png.buffer, png.byteOffset).getUint32(16);

  it('is drawn at twice the size', () => {
    const png = renderFigure({ figure: a3, theme: 'light', format: 'png', caption: null });
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    const svgWidth = Number(/width="(\d+)"/.exec(svgOf(a3))![1]);
    expect(width(png)).toBe(svgWidth * 2);
  });

  const text =
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="4" y="28" font-size="20" font-family="IBM Plex Sans">Namespaces</text></svg>';
  const ink = (files: readonly string[], svg = text) =>
    new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: [...files] } })
      .render()
      .pixels.filter((b, i) => i % 4 === 3 && b > 0).length;

  it('needs TrueType: from woff and woff2 resvg draws nothing and says nothing', () => {
    const require = createRequire(import.meta.url);
    const folder = path.join(path.dirname(require.resolve('@ibm/plex-sans/package.json')), 'fonts', 'complete');
    for (const kind of ['woff', 'woff2']) {
      const file = path.join(folder, kind, `IBMPlexSans-Regular.${kind}`);
      expect(readFileSync(file).length).toBeGreaterThan(1000);
      expect(ink([file])).toBe(0);
    }
    expect(withFontFiles([], (files) => ink(files))).toBeGreaterThan(300);
  });

  it('of a figure of any size is a whole picture, drawn smaller where it must be, and says so', () => {
    const [first] = chains();
    const holders = Array.from({ length: 420 }, (_, i) => ({ ...first!.holders[0]!, title: `holder ${i}` }));
    const huge = { ...first!, holders };
    const caption = captionOf(deriveSummary(broken));
    const png = renderFigure({ figure: huge, theme: 'light', format: 'png', caption });
    const height = new DataView(png.buffer, png.byteOffset).getUint32(20);
    expect(height).toBeLessThanOrEqual(32_000);
    expect(height).toBeGreaterThan(30_000);
    expect(pngScale({ width: 800, height: 600 })).toBe(2);
    expect(pngScale({ width: 20_000, height: 20_000 })).toBe(0.4);
    expect(pngScale({ width: 1000, height: 64_000 })).toBe(0.5);
  }, 60_000);

  it('of a host with 600 holders is done within 5 s', () => {
    const lines = Array.from({ length: 600 }, (_, i) => `ns ${1000 + i} pid ${500 + i}\n  / 254:0\n  /mnt/x 0:99`);
    const analysis = analysisOf(recordsFromMounts(`ns 1 pid 1\n  / 254:0 shared:1\n${lines.join('\n')}`), someCustody);
    const before = performance.now();
    renderFigure({ figure: deriveNamespaceFigure(analysis, '0:99', []), theme: 'dark', format: 'png', caption: null });
    expect(performance.now() - before).toBeLessThan(30_000);
  });
});
