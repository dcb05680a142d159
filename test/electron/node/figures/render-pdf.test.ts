import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { renderFigure } from '#electron/node/figures/render-figure.ts';
import { renderPdf } from '#electron/node/figures/render-pdf.ts';
import { svgTree } from '#electron/node/figures/svg-tree.ts';
import { deriveSummary } from '#shared/derive/index.ts';
import { captionOf } from '#shared/figures/caption.ts';
import { goldenFigure, goldenFigures } from '#test/builders/figure-hosts.ts';

const about = { title: 'a', at: 0, producer: 'Undermount test' };
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
/** Every stream of the file, unpacked: what is painted, and the tables from glyph to character. */
const streams = (pdf: Uint8Array): string =>
  [...latin1(pdf).matchAll(/FlateDecode[^>]*>>\s*stream\r?\n([\s\S]*?)\r?\nendstream/g)]
    .map((m) => latin1(inflateSync(Buffer.from(m[1]!, 'latin1'))))
    .join('\n');
const draw = (inside: string, size = '0 0 200 100') =>
  renderPdf(svgTree(`<svg viewBox="${size}" aria-label="x">${inside}</svg>`), about);
const page = (pdf: Uint8Array) => /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(latin1(pdf))!.slice(1).map(Number);

describe('a figure as PDF', () => {
  it.each(Object.keys(goldenFigures))('%s is one page of the size of its SVG, the same bytes twice', (name) => {
    const { figure, analysis } = goldenFigure(name);
    const request = { figure, theme: 'light', caption: captionOf(deriveSummary(analysis)) } as const;
    const pdf = renderFigure({ ...request, format: 'pdf' });
    const svg = new TextDecoder().decode(renderFigure({ ...request, format: 'svg' }));
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg)!.map(Number);
    expect(page(pdf)).toEqual([width! * 0.75, height! * 0.75]);
    expect(latin1(pdf).match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(Buffer.compare(pdf, renderFigure({ ...request, format: 'pdf' }))).toBe(0);
  });

  it('has text that can be searched and copied, Chinese too', () => {
    const { figure } = goldenFigure('namespaces-chinese');
    const unpacked = streams(renderFigure({ figure, theme: 'dark', format: 'pdf', caption: null }));
    for (const character of '数据卷订单監視備份') {
      expect(unpacked, character).toMatch(
        new RegExp(`<${character.codePointAt(0)!.toString(16).padStart(4, '0')}>`, 'i'),
      );
    }
    expect(
      latin1(draw('<text x="1" y="9" fill="#000000" font-family="\'IBM Plex Sans\'" font-size="9">a</text>')),
    ).toMatch(/IBMPlexSans/);
  });

  it('scales a page that readers would refuse, and leaves nothing out', () => {
    expect(page(draw('<rect x="0" y="0" width="9" height="9"/>', '0 0 40000 100'))).toEqual([14400, 36]);
  });

  it('paints groups with what they hand down, moved by their place', () => {
    const painted = streams(
      draw('<g transform="translate(7 0)" stroke="#FF0000" stroke-width="3"><path d="M1 2 H9" fill="none"/></g>'),
    );
    expect(painted).toMatch(/1 0 0 1 7 0 cm[\s\S]*1 0 0 SCN\n3 w[\s\S]*1 2 m\s9 2 l\sS\s/);
  });

  it('refuses what no figure holds, rather than leave it out', () => {
    expect(() => draw('<image x="0"/>')).toThrow('<image>');
    expect(() => svgTree('<svg><g></svg>')).toThrow();
  });

  it('runs no script and asks for nothing outside', () => {
    const pdf = draw(
      '<text x="1" y="9" font-family="\'IBM Plex Sans\'" font-size="9">http://evil.example/ &lt;script&gt;</text>',
    );
    expect(latin1(pdf)).not.toMatch(/\/(?:JS|JavaScript|URI|Launch|AA|OpenAction|EmbeddedFile)\b/);
  });
});
