import { Resvg } from '@resvg/resvg-js';
import { renderToStaticMarkup } from 'react-dom/server';
import { withFontFiles } from '#electron/node/figures/font-files.ts';
import { plexFaces, plexLatinWoff2 } from '#electron/node/figures/plex.ts';
import type { Caption } from '#shared/figures/caption.ts';
import { type AnyFigure, figureElement } from '#shared/figures/figure-element.tsx';
import type { Theme } from '#shared/figures/tokens.ts';

export interface FigureRequest {
  readonly figure: AnyFigure;
  readonly theme: Theme;
  readonly format: 'svg' | 'png';
  /** Every picture that leaves carries one; null only for pictures that stay in the product. */
  readonly caption: Caption | null;
}

/**
 * A figure as the bytes of a file: the same component as on the screen, whole, without a browser.
 * SVG carries its fonts (Latin 1) and has no script, style attribute or outside reference; PNG is drawn at 2×.
 * Equal requests give equal bytes.
 */
export function renderFigure({ figure, theme, format, caption }: FigureRequest): Uint8Array {
  const svg = figureMarkup(figure, theme, caption);
  return format === 'svg' ? new TextEncoder().encode(withFonts(svg)) : renderPng(svg);
}

/** The SVG element alone, for a page that carries the fonts itself. */
export const figureMarkup = (figure: AnyFigure, theme: Theme, caption: Caption | null): string =>
  renderToStaticMarkup(figureElement(figure, theme, caption));

const renderPng = (svg: string): Uint8Array =>
  withFontFiles((fontFiles) =>
    new Resvg(svg, {
      fitTo: { mode: 'zoom', value: 2 },
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
function withFonts(svg: string): string {
  const open = svg.indexOf('>') + 1;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.slice(0, open)}<defs><style>${fontFaces()}</style></defs>${svg.slice(open)}\n`;
}

/** The `@font-face` rules of the cuts that figures use, fonts included (some 100 kB). */
export function fontFaces(): string {
  embedded ??= plexFaces
    .map((face) => {
      const data = Buffer.from(plexLatinWoff2(face)).toString('base64');
      return `@font-face{font-family:'${face.family}';font-weight:${face.weight};src:url(data:font/woff2;base64,${data}) format('woff2')}`;
    })
    .join('');
  return embedded;
}

let embedded: string | null = null;
