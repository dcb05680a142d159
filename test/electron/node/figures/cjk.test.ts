/** Glyphs are really drawn: ink in each character's own box, unlike a missing glyph's. No font of the machine takes part. */
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { withFontFiles } from '#electron/node/figures/font-files.ts';
import { glyphNeeds } from '#electron/node/figures/glyphs.ts';
import { renderFigure } from '#electron/node/figures/render-figure.ts';
import { splitRuns } from '#electron/node/figures/split-runs.ts';
import { deriveFigure, deriveSummary } from '#shared/derive/index.ts';
import { captionOf } from '#shared/figures/caption.ts';
import { monoFamily, sansFamily } from '#shared/figures/tokens.ts';
import { analysisOf, someCustody } from '#test/builders/analysis.ts';
import { goldenFigure } from '#test/builders/figure-hosts.ts';
import { recordsFromMounts } from '#test/builders/host-from-mounts.ts';

/** Alpha of one character drawn alone, 40 x 40. */
function inkOf(character: string, family: string, slices = glyphNeeds([character]).slices): Buffer {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="4" y="32" font-size="32" font-family="${family}">${character}</text></svg>`;
  return withFontFiles(slices, (fontFiles) =>
    Buffer.from(
      new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).render().pixels.filter((_, i) => i % 4 === 3),
    ),
  );
}
const amount = (ink: Buffer) => ink.filter((alpha) => alpha > 0).length;

const names = '数据卷订单库日志收集代理監視備份資料舊第版（），２ー・バックアップあいう龘';
const withoutGlyph = '\u{F0000}';

describe.each([
  ['sans', sansFamily],
  ['mono', monoFamily],
])('Chinese and Japanese in %s', (_, family) => {
  const box = inkOf(withoutGlyph, family);

  it('is drawn: each character has ink, not a missing glyph, and no two are alike', () => {
    const drawn = Array.from(names, (character) => inkOf(character, family));
    for (const [i, ink] of drawn.entries()) {
      expect(amount(ink), names[i]).toBeGreaterThan(8);
      expect(ink.equals(box), names[i]).toBe(false);
    }
    expect(new Set(drawn.map((ink) => ink.toString('hex'))).size).toBe(new Set(names).size);
  });

  it('would be a missing glyph without the slices: this test can fail', () => {
    expect(inkOf('数', family, []).equals(inkOf('据', family, []))).toBe(true);
  });
});

describe('ideographs beside a ligature of Plex', () => {
  const texts = ['数据卷 of a filesystem that does not fit', 'fi 备份', '/office/日志/ffi'];
  const drawn = (text: string, split: boolean): Buffer => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40"><text x="4" y="30" font-size="20" font-weight="400" font-family="${sansFamily}">${text}</text></svg>`;
    return withFontFiles(glyphNeeds([text]).slices, (fontFiles) =>
      Buffer.from(
        new Resvg(split ? splitRuns(svg) : svg, { font: { loadSystemFonts: false, fontFiles } })
          .render()
          .pixels.filter((_, i) => i % 4 === 3),
      ),
    );
  };

  it('are drawn: two names of equal length and other characters are other pictures', () => {
    for (const text of texts) {
      const other = text.replace(
        /[\u4e00-\u9fff]/g,
        (c) => ({ 数: '容', 据: '器', 卷: '名', 备: '监', 份: '控', 日: '数', 志: '据' })[c]!,
      );
      expect(drawn(text, true).equals(drawn(other, true)), text).toBe(false);
    }
  });

  it('would be boxes if resvg looked for fonts itself: the reason for the split', () => {
    expect(drawn('志收 fi', false).equals(drawn('据卷 fi', false))).toBe(true);
    expect(drawn('志收 fi', true).equals(drawn('据卷 fi', true))).toBe(false);
  });
});

describe('a character that no font has', () => {
  const analysis = analysisOf(
    recordsFromMounts('ns 1 pid 1\n  / 254:0 shared:1\n  /한국어 0:99\nns 2 pid 9\n  /한국어 0:99'),
    someCustody,
  );
  const figure = deriveFigure(analysis, { view: 'namespaces', focus: '0:99', expanded: [] });
  if (!figure.ok) throw new Error(figure.error.kind);
  const request = { figure: figure.value, theme: 'light', caption: captionOf(deriveSummary(analysis)) } as const;
  const heightOf = (png: Uint8Array) => new DataView(png.buffer, png.byteOffset).getUint32(20) / 2;

  it('stays text in the SVG, and PNG and PDF say that they draw a box', () => {
    expect(glyphNeeds(['한국어 数']).missing).toEqual(['국', '어', '한']);
    const svg = new TextDecoder().decode(renderFigure({ ...request, format: 'svg' }));
    expect(svg).toContain('>/한국어<');
    const svgHeight = Number(/ height="(\d+)"/.exec(svg)![1]);
    // The caption's own line, more than the SVG has.
    expect(heightOf(renderFigure({ ...request, format: 'png' }))).toBe(svgHeight + 16);
  });
});

describe('names in Chinese', () => {
  it('are whole in the picture: one that is cut stands in full at its foot', () => {
    const { figure, analysis } = goldenFigure('namespaces-chinese');
    const svg = new TextDecoder().decode(
      renderFigure({ figure, theme: 'light', format: 'svg', caption: captionOf(deriveSummary(analysis)) }),
    );
    const seen = svg.replace(/<title>.*?<\/title>/g, '');
    for (const name of [
      '日志收集代理',
      '監視・バックアップ',
      '/備份/訂單資料庫（舊），第２版',
      '很长的目录名称用来检查文字不会被悄悄丢掉也不会越过边界',
    ]) {
      expect(seen).toContain(name);
    }
  });

  it('are in fonts that the SVG carries, only the parts that it needs', () => {
    const { figure } = goldenFigure('namespaces-chinese');
    const svg = new TextDecoder().decode(renderFigure({ figure, theme: 'light', format: 'svg', caption: null }));
    expect(svg.match(/font-family:'Noto Sans SC'/g)!.length).toBeGreaterThan(3);
    expect(svg.length).toBeLessThan(2e6);
  });
});
