import { Resvg } from '@resvg/resvg-js';
import { renderToStaticMarkup } from 'react-dom/server';
import { withFontFiles } from '#electron/node/figures/font-files.ts';
import { type GlyphNeeds, glyphNeeds } from '#electron/node/figures/glyphs.ts';
import { type NotoSlice, notoFamily, notoWoff2 } from '#electron/node/figures/noto.ts';
import { plexFaces, plexLatinWoff2 } from '#electron/node/figures/plex.ts';
import { renderPdf } from '#electron/node/figures/render-pdf.ts';
import { splitRuns } from '#electron/node/figures/split-runs.ts';
import { cutTexts, drawnTexts, svgTree } from '#electron/node/figures/svg-tree.ts';
import type { Caption } from '#shared/figures/caption.ts';
import { type AnyFigure, figureElement } from '#shared/figures/figure-element.tsx';
import type { Theme } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

export type FigureFormat = 'svg' | 'png' | 'pdf';

export interface FigureRequest {
  readonly figure: AnyFigure;
  readonly theme: Theme;
  readonly format: FigureFormat;
  /** Every picture that leaves carries one; null only for pictures that stay in the product. */
  readonly caption: Caption | null;
}

/**
 * A figure as the bytes of a file: the same component as on the screen, whole, without a browser.
 * SVG carries its fonts and has no script, style attribute or outside reference; PNG is drawn at 2×, a very large figure
 * smaller; PDF is one page. What a format could not do is said in the caption: characters without a glyph, a reduced scale.
 * Equal requests give equal bytes, on every machine.
 */
export function renderFigure({ figure, theme, format, caption }: FigureRequest): Uint8Array {
  const plain = figureMarkup(figure, theme, caption);
  const needs = glyphNeeds(drawnTexts(svgTree(plain)));
  const svg = caption ? figureMarkup(figure, theme, { ...caption, ...telling(plain, needs, format) }) : plain;
  if (format === 'svg') return new TextEncoder().encode(withFonts(svg, glyphNeeds(drawnTexts(svgTree(svg))).slices));
  const tree = svgTree(svg);
  if (format === 'png') return renderPng(svg, glyphNeeds(drawnTexts(tree)));
  return renderPdf(tree, {
    title: tree.attributes['aria-label'] ?? '',
    at: caption?.at ?? 0,
    producer: caption?.tool ?? 'Undermount',
  });
}

/** What the caption must say that only the drawn picture tells. */
function telling(svg: string, needs: GlyphNeeds, format: FigureFormat): Pick<Caption, 'doubts' | 'inFull'> {
  return {
    doubts: [...(format === 'svg' ? [] : missingGlyphs(needs)), ...(format === 'png' ? reducedScale(svg) : [])],
    inFull: cutTexts(svgTree(svg)),
  };
}

/** The SVG element alone, for a page that carries the fonts itself. */
export const figureMarkup = (figure: AnyFigure, theme: Theme, caption: Caption | null): string =>
  renderToStaticMarkup(figureElement(figure, theme, caption));

function missingGlyphs({ missing }: GlyphNeeds): readonly string[] {
  if (missing.length === 0) return [];
  const codes = missing.map((c) => `U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);
  return [say(msg('caption.no-glyph', { n: codes.length, some: codes.slice(0, 3).join(' ') }))];
}

/** Larger pictures are refused by viewers, or take more memory than a desktop has to spare. */
const most = { side: 32_000, pixels: 64e6 } as const;

/** 2, or what the largest picture allows, in steps that a reader can be told. */
export function pngScale({ width, height }: { readonly width: number; readonly height: number }): number {
  const allowed = Math.min(2, most.side / Math.max(width, height), Math.sqrt(most.pixels / (width * height)));
  return allowed === 2 ? 2 : Math.floor(allowed * 1000) / 1000;
}

function sizeOf(svg: string): { width: number; height: number } {
  const [, width, height] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

function reducedScale(svg: string): readonly string[] {
  const scale = pngScale(sizeOf(svg));
  return scale === 2 ? [] : [say(msg('caption.reduced', { percent: Math.floor(scale * 100) }))];
}

const renderPng = (svg: string, { slices }: GlyphNeeds): Uint8Array =>
  withFontFiles(slices, (fontFiles) =>
    new Resvg(splitRuns(svg), {
      fitTo: { mode: 'zoom', value: pngScale(sizeOf(svg)) },
      font: {
        loadSystemFonts: false,
        fontFiles,
        defaultFontFamily: 'IBM Plex Sans',
        sansSerifFamily: 'IBM Plex Sans',
        monospaceFamily: 'IBM Plex Mono',
      },
    })
      .render()
      .asPng(),
  );

/** Fonts inside the file, so that it measures the same where Plex is not installed. */
function withFonts(svg: string, slices: readonly NotoSlice[]): string {
  const open = svg.indexOf('>') + 1;
  const style = fontFaces() + slices.map(notoFace).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.slice(0, open)}<defs><style>${style}</style></defs>${svg.slice(open)}\n`;
}

/** The `@font-face` rules of the cuts that figures use, fonts included (some 100 kB). */
export function fontFaces(): string {
  embedded ??= plexFaces.map((face) => fontFace(face.family, face.weight, plexLatinWoff2(face), '')).join('');
  return embedded;
}

let embedded: string | null = null;

const notoFace = (slice: NotoSlice): string =>
  fontFace(notoFamily, 400, notoWoff2(slice), `;unicode-range:${slice.unicodeRange}`);

const fontFace = (family: string, weight: number, woff2: Uint8Array, more: string): string =>
  `@font-face{font-family:'${family}';font-weight:${weight};src:url(data:font/woff2;base64,${Buffer.from(woff2).toString('base64')}) format('woff2')${more}}`;
