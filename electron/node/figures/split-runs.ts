import { faceOf, runsOf, runWidth, shownText } from '#electron/node/figures/glyphs.ts';
import { notoFamily } from '#electron/node/figures/noto.ts';
import { attributesOf, unescaped } from '#electron/node/figures/svg-tree.ts';

/**
 * The markup of a figure with each text of several fonts as one element per font, for resvg.
 *
 * resvg looks for another font only while both shape a text to the same number of glyphs: beside a ligature of Plex (the "fi"
 * of "filesystem") ideographs were boxes, without a word. A run of one font needs no such search.
 */
export const splitRuns = (markup: string): string =>
  markup.replace(
    /<text ([^>]*)>([^<]*)(?:<title>[^<]*<\/title>)?<\/text>/g,
    (whole, source: string, escaped: string) => {
      const attributes = attributesOf(source);
      const face = faceOf(attributes);
      const parts = runsOf(shownText(unescaped(escaped), attributes), face);
      if (parts.every(({ font }) => font === null || font === face)) return whole;
      const size = Number(attributes['font-size']);
      const runs = parts.map(({ font, text }) => ({ font, text, width: runWidth(text, font ?? face) * size }));
      const all = runs.reduce((sum, run) => sum + run.width, 0);
      const anchor = { start: 0, middle: 0.5, end: 1 }[attributes['text-anchor'] ?? 'start'] ?? 0;
      const kept = Object.entries(attributes).filter(([name]) => !['x', 'text-anchor', 'xml:space'].includes(name));
      let x = Number(attributes.x) - all * anchor;
      return runs
        .map(({ font, text, width }) => {
          const family = font !== null && 'id' in font ? [['font-family', `'${notoFamily}'`] as const] : [];
          const own = new Map<string, string>([...kept, ...family, ['x', String(x)], ['xml:space', 'preserve']]);
          x += width;
          return `<text ${[...own].map(([name, value]) => `${name}="${quoted(value)}"`).join(' ')}>${quoted(text)}</text>`;
        })
        .join('');
    },
  );

const quoted = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
